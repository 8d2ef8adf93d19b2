-- JSON: what the labels of a model's cells meant when it was trained; NULL for a model of an older version.
ALTER TABLE models ADD COLUMN labels TEXT;
