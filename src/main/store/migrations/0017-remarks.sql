-- What people write on cells and models: a JSON list of tags, and a comment of a line.
ALTER TABLE batteries ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE batteries ADD COLUMN comment TEXT;
ALTER TABLE models ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE models ADD COLUMN comment TEXT;
