-- Which column is what, for files with the same line of names.
CREATE TABLE import_mappings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  -- JSON: the names of all columns
  header TEXT NOT NULL UNIQUE,
  -- JSON
  mapping TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
