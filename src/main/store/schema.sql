-- Generated from the migrations; a test compares the two.

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'stopped')),
  algorithm TEXT NOT NULL,
  current_epoch INTEGER NOT NULL DEFAULT 0,
  total_epochs INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  started_at TEXT,
  finished_at TEXT,
  model_id INTEGER REFERENCES models (id) ON DELETE SET NULL,
  current_loss REAL,
  device TEXT,
  model_name TEXT,
  error_message TEXT,
  hyperparams TEXT NOT NULL, evaluation TEXT, cell_count INTEGER NOT NULL DEFAULT 0, best_val_loss REAL, soh_error REAL, soh_error_deviation REAL, rul_error REAL, rul_error_deviation REAL, ridge_soh_error REAL, resumed_epoch INTEGER NOT NULL DEFAULT 0, held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1) AND (held = 0 OR status = 'queued')), ended_by TEXT CHECK (ended_by IN ('epochs', 'patience', 'choice')), extends_job_id INTEGER, priority INTEGER NOT NULL DEFAULT 0, queue_rank REAL NOT NULL DEFAULT 0,
  CHECK ((finished_at IS NOT NULL) = (status IN ('succeeded', 'failed', 'stopped'))),
  CHECK (started_at IS NOT NULL OR status IN ('queued', 'stopped')),
  CHECK ((error_message IS NOT NULL) = (status = 'failed')),
  CHECK (model_id IS NULL OR status = 'succeeded')
) STRICT;

CREATE UNIQUE INDEX jobs_by_id ON jobs (id);

CREATE INDEX jobs_by_status ON jobs (status);

CREATE INDEX jobs_by_finish ON jobs (finished_at) WHERE finished_at IS NOT NULL;

CREATE INDEX jobs_by_model ON jobs (model_id) WHERE model_id IS NOT NULL;

CREATE TABLE job_batteries (
  job_id INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  battery_id INTEGER NOT NULL,
  PRIMARY KEY (job_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX job_batteries_by_battery ON job_batteries (battery_id);

CREATE TABLE job_counts (
  status TEXT PRIMARY KEY,
  job_count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER jobs_inserted AFTER INSERT ON jobs
BEGIN
  UPDATE job_counts SET job_count = job_count + 1 WHERE status = NEW.status;
END;

CREATE TRIGGER jobs_deleted AFTER DELETE ON jobs
BEGIN
  UPDATE job_counts SET job_count = job_count - 1 WHERE status = OLD.status;
END;

CREATE TRIGGER jobs_moved AFTER UPDATE OF status ON jobs WHEN OLD.status <> NEW.status
BEGIN
  UPDATE job_counts SET job_count = job_count - 1 WHERE status = OLD.status;
  UPDATE job_counts SET job_count = job_count + 1 WHERE status = NEW.status;
END;

CREATE TABLE job_epochs (
  job_id INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  epoch INTEGER NOT NULL,
  train_loss REAL,
  val_loss REAL,
  terms TEXT NOT NULL,
  PRIMARY KEY (job_id, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_events (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  event TEXT NOT NULL
) STRICT;

CREATE INDEX job_events_by_job ON job_events (job_id);

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
, quality TEXT, curves_hash TEXT, capacity_from TEXT NOT NULL DEFAULT 'all' CHECK (capacity_from IN ('all', 'check_ups')), tags TEXT NOT NULL DEFAULT '[]', comment TEXT, temperature REAL) STRICT;

CREATE TABLE cycle_ids (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  next_id INTEGER NOT NULL
) STRICT;

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
, evaluation TEXT, file_hash TEXT, labels TEXT, tags TEXT NOT NULL DEFAULT '[]', comment TEXT) STRICT;

CREATE INDEX models_by_algorithm ON models (algorithm, id);

CREATE INDEX models_by_job ON models (job_id) WHERE job_id IS NOT NULL;

CREATE TABLE predictions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  algorithm TEXT NOT NULL,
  model_id INTEGER NOT NULL,
  battery_id INTEGER,
  cycle_index INTEGER,
  -- JSON
  result TEXT NOT NULL,
  warnings TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX predictions_by_model ON predictions (model_id, id);

CREATE INDEX predictions_by_battery ON predictions (battery_id, id) WHERE battery_id IS NOT NULL;

CREATE TABLE evaluations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  model_id INTEGER NOT NULL REFERENCES models (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  summary TEXT NOT NULL,
  file TEXT NOT NULL UNIQUE
, file_hash TEXT) STRICT;

CREATE INDEX evaluations_by_model ON evaluations (model_id, id);

CREATE TABLE "job_logs" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  timestamp TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('DEBUG', 'INFO', 'WARNING', 'ERROR')),
  message TEXT NOT NULL,
  line INTEGER NOT NULL,
  level_line INTEGER NOT NULL,
  latest TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX job_logs_by_line ON job_logs (job_id, line);

CREATE UNIQUE INDEX job_logs_by_level ON job_logs (job_id, level, level_line);

CREATE TABLE data_folder (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  folder_id TEXT,
  generation INTEGER NOT NULL
) STRICT;

CREATE TABLE seen_days (day TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE job_attempts (
  job_id INTEGER PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  -- Starts, without those that were ended because the program ended
  attempts INTEGER NOT NULL,
  -- How often the program broke off while it ran, one after the other
  interruptions INTEGER NOT NULL,
  -- UTC; it does not start before
  not_before TEXT,
  -- It runs beside at most so many others; NULL: as many as may be
  max_beside INTEGER,
  stop_asked INTEGER NOT NULL CHECK (stop_asked IN (0, 1))
, resumed_epoch INTEGER NOT NULL DEFAULT 0, pause_asked INTEGER NOT NULL DEFAULT 0 CHECK (pause_asked IN (0, 1)), finish_after INTEGER) STRICT;

CREATE TABLE job_deletions (job_id INTEGER PRIMARY KEY) STRICT;

CREATE INDEX jobs_held ON jobs (id) WHERE held = 1;

CREATE TABLE import_mappings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  -- JSON: the names of all columns
  header TEXT NOT NULL UNIQUE,
  -- JSON
  mapping TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX jobs_in_queue ON jobs (priority DESC, queue_rank, id) WHERE status = 'queued' AND held = 0;

CREATE INDEX jobs_by_rank ON jobs (queue_rank) WHERE status = 'queued';

CREATE TRIGGER jobs_ranked AFTER INSERT ON jobs
BEGIN
  UPDATE jobs SET queue_rank = max(
    NEW.id, coalesce((SELECT max(queue_rank) FROM jobs WHERE status = 'queued' AND id <> NEW.id), 0) + 1
  ) WHERE id = NEW.id;
END;

CREATE INDEX jobs_in_short ON jobs (
  status, algorithm, model_name, error_message, current_epoch, total_epochs, started_at, finished_at, model_id,
  device, current_loss, cell_count, best_val_loss, soh_error, soh_error_deviation, rul_error, rul_error_deviation,
  ridge_soh_error, held, priority, queue_rank
);
