-- The queue goes by priority, the highest first, then by rank: what was created later stands behind what waits already.
ALTER TABLE jobs ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN queue_rank REAL NOT NULL DEFAULT 0;
UPDATE jobs SET queue_rank = id;
CREATE INDEX jobs_in_queue ON jobs (priority DESC, queue_rank, id) WHERE status = 'queued' AND held = 0;
CREATE INDEX jobs_by_rank ON jobs (queue_rank) WHERE status = 'queued';
CREATE TRIGGER jobs_ranked AFTER INSERT ON jobs
BEGIN
  UPDATE jobs SET queue_rank = max(
    NEW.id, coalesce((SELECT max(queue_rank) FROM jobs WHERE status = 'queued' AND id <> NEW.id), 0) + 1
  ) WHERE id = NEW.id;
END;
-- The list is sorted by it, too.
DROP INDEX jobs_in_short;
CREATE INDEX jobs_in_short ON jobs (
  status, algorithm, model_name, error_message, current_epoch, total_epochs, started_at, finished_at, model_id,
  device, current_loss, cell_count, best_val_loss, soh_error, soh_error_deviation, rul_error, rul_error_deviation,
  ridge_soh_error, held, priority, queue_rank
);
