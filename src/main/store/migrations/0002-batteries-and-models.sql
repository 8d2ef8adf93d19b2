-- Cells. Their cycles are files named by dataset_hash (decision 0005); the same content is never there twice.
CREATE TABLE batteries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  filename TEXT NOT NULL,
  name TEXT NOT NULL,
  total_cycles INTEGER NOT NULL CHECK (total_cycles > 0),
  -- Ah
  nominal_capacity REAL NOT NULL CHECK (nominal_capacity > 0),
  -- Said as long as the capacity is a guess.
  nominal_capacity_note TEXT,
  manufacturer TEXT,
  chemistry TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  end_of_life REAL NOT NULL CHECK (end_of_life > 0 AND end_of_life < 1),
  -- Derived from the capacities; NULL: never reached.
  end_of_life_cycle INTEGER,
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
  -- JSON arrays of strings
  features TEXT NOT NULL,
  notes TEXT NOT NULL,
  dataset_hash TEXT NOT NULL UNIQUE,
  -- Row n (from 0) of the cell has the id first_cycle_id + n.
  first_cycle_id INTEGER NOT NULL UNIQUE
) STRICT;

-- The next id for a cycle; ids of deleted batteries' cycles are not given out again.
CREATE TABLE cycle_ids (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  next_id INTEGER NOT NULL
) STRICT;
INSERT INTO cycle_ids (only_row, next_id) VALUES (1, 1);

-- What succeeded jobs left; a model outlives its job's history.
CREATE TABLE models (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  algorithm TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  created_at TEXT NOT NULL,
  -- Bytes
  file_size INTEGER NOT NULL,
  -- Name inside <dataDir>/models
  file TEXT NOT NULL UNIQUE,
  job_id INTEGER REFERENCES jobs (id) ON DELETE SET NULL,
  dataset_hash TEXT NOT NULL,
  engine TEXT NOT NULL,
  simulated_data INTEGER NOT NULL CHECK (simulated_data IN (0, 1)),
  -- JSON
  metrics TEXT NOT NULL,
  hyperparams TEXT NOT NULL,
  battery_ids TEXT NOT NULL,
  features TEXT NOT NULL
) STRICT;
CREATE INDEX models_by_algorithm ON models (algorithm, id);
CREATE INDEX models_by_job ON models (job_id) WHERE job_id IS NOT NULL;
