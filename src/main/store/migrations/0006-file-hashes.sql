-- SHA-256 of the files beside the database; NULL for one of an older version until a start has read it.
ALTER TABLE models ADD COLUMN file_hash TEXT;
ALTER TABLE evaluations ADD COLUMN file_hash TEXT;
ALTER TABLE batteries ADD COLUMN curves_hash TEXT;
