-- A page of a log is a range of line numbers, so that the last page of a million lines costs as little as the first.

-- line, level_line: the line's number in its job's log, and among those of its level there; both without gaps, since
-- lines are deleted oldest first. latest: the latest time of any line up to here, which never falls, whatever clocks do.
CREATE TABLE job_logs_with_positions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  timestamp TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('DEBUG', 'INFO', 'WARNING', 'ERROR')),
  message TEXT NOT NULL,
  line INTEGER NOT NULL,
  level_line INTEGER NOT NULL,
  latest TEXT NOT NULL
) STRICT;

INSERT INTO job_logs_with_positions (id, job_id, timestamp, level, message, line, level_line, latest)
SELECT
  id,
  job_id,
  timestamp,
  level,
  message,
  row_number() OVER (PARTITION BY job_id ORDER BY id),
  row_number() OVER (PARTITION BY job_id, level ORDER BY id),
  max(timestamp) OVER (PARTITION BY job_id ORDER BY id)
FROM job_logs
ORDER BY id;

DROP TABLE job_logs;
ALTER TABLE job_logs_with_positions RENAME TO job_logs;

CREATE UNIQUE INDEX job_logs_by_line ON job_logs (job_id, line);
CREATE UNIQUE INDEX job_logs_by_level ON job_logs (job_id, level, level_line);
