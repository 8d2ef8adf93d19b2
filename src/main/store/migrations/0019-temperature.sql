-- Degrees Celsius at which a cell was cycled, where somebody said so.
ALTER TABLE batteries ADD COLUMN temperature REAL;
