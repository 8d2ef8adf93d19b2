-- Somebody asked to finish it: it ends after this epoch, or the one that runs.
ALTER TABLE job_attempts ADD COLUMN finish_after INTEGER;
-- What ended a training that succeeded. Of earlier ones: fewer epochs than planned were early stopping.
ALTER TABLE jobs ADD COLUMN ended_by TEXT CHECK (ended_by IN ('epochs', 'patience', 'choice'));
UPDATE jobs SET ended_by = iif(current_epoch < total_epochs, 'patience', 'epochs') WHERE status = 'succeeded';
