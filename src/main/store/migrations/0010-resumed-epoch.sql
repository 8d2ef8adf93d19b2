-- A job goes on from a checkpoint: the epoch at which its latest start began, 0 for the beginning,
ALTER TABLE jobs ADD COLUMN resumed_epoch INTEGER NOT NULL DEFAULT 0;
-- and the latest of all at which one did: starts that come further are not counted together.
ALTER TABLE job_attempts ADD COLUMN resumed_epoch INTEGER NOT NULL DEFAULT 0;
