-- A held job waits, whatever is free, until somebody releases it.
ALTER TABLE jobs ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1) AND (held = 0 OR status = 'queued'));
CREATE INDEX jobs_held ON jobs (id) WHERE held = 1;
-- Somebody asked to pause it while it ran: outlives the program.
ALTER TABLE job_attempts ADD COLUMN pause_asked INTEGER NOT NULL DEFAULT 0 CHECK (pause_asked IN (0, 1));

-- The list is narrowed by it, too.
DROP INDEX jobs_in_short;
CREATE INDEX jobs_in_short ON jobs (
  status, algorithm, model_name, error_message, current_epoch, total_epochs, started_at, finished_at, model_id,
  device, current_loss, cell_count, best_val_loss, soh_error, soh_error_deviation, rul_error, rul_error_deviation,
  ridge_soh_error, held
);
