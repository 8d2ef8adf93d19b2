-- Which cycles tell the capacity; cells of before whose shallow cycles were left out say so in their report.
ALTER TABLE batteries ADD COLUMN capacity_from TEXT NOT NULL DEFAULT 'all' CHECK (capacity_from IN ('all', 'check_ups'));
UPDATE batteries SET capacity_from = 'check_ups' WHERE quality LIKE '%"repair":"use_check_ups"%';
