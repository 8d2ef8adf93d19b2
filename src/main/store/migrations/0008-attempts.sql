-- What is known of the starts of a job that is not over: written before the start, so that a job that takes the whole
-- program down with it is known at the next one. Jobs that never started, and those that are over, have no row.
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
) STRICT;

-- Jobs whose deletion began: rows of theirs, or their folder, may still be there.
CREATE TABLE job_deletions (job_id INTEGER PRIMARY KEY) STRICT;
