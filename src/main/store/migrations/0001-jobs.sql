-- Training jobs with their logs, loss curves and events.

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
  hyperparams TEXT NOT NULL,
  CHECK ((finished_at IS NOT NULL) = (status IN ('succeeded', 'failed', 'stopped'))),
  CHECK (started_at IS NOT NULL OR status IN ('queued', 'stopped')),
  CHECK ((error_message IS NOT NULL) = (status = 'failed')),
  CHECK (model_id IS NULL OR status = 'succeeded')
) STRICT;

-- Narrow, for deep pages of the list.
CREATE UNIQUE INDEX jobs_by_id ON jobs (id);
CREATE INDEX jobs_by_status ON jobs (status);
CREATE INDEX jobs_by_finish ON jobs (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX jobs_by_model ON jobs (model_id) WHERE model_id IS NOT NULL;

-- No reference to batteries: a finished job still names a battery that is gone.
CREATE TABLE job_batteries (
  job_id INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  battery_id INTEGER NOT NULL,
  PRIMARY KEY (job_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX job_batteries_by_battery ON job_batteries (battery_id);

-- Kept by triggers, so that a list of ten thousand jobs is not counted for each request.
CREATE TABLE job_counts (
  status TEXT PRIMARY KEY,
  job_count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO job_counts (status, job_count)
VALUES ('queued', 0), ('running', 0), ('succeeded', 0), ('failed', 0), ('stopped', 0);

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

CREATE TABLE job_logs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  timestamp TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('DEBUG', 'INFO', 'WARNING', 'ERROR')),
  message TEXT NOT NULL
) STRICT;

CREATE INDEX job_logs_by_job ON job_logs (job_id);
CREATE INDEX job_logs_by_level ON job_logs (job_id, level);
CREATE INDEX job_logs_by_time ON job_logs (job_id, timestamp);

-- terms: JSON object of further losses by name.
CREATE TABLE job_epochs (
  job_id INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  epoch INTEGER NOT NULL,
  train_loss REAL,
  val_loss REAL,
  terms TEXT NOT NULL,
  PRIMARY KEY (job_id, epoch)
) STRICT, WITHOUT ROWID;

-- event: a JobEvent of the contract as JSON. The sequence is the one order of everything that happened.
CREATE TABLE job_events (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  event TEXT NOT NULL
) STRICT;

CREATE INDEX job_events_by_job ON job_events (job_id);
