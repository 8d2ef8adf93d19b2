-- What the list of jobs shows, sorts by and is searched for. Results come from the last event of each succeeded job,
-- which has them although its model may be deleted.
ALTER TABLE jobs ADD COLUMN cell_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN best_val_loss REAL;
-- Percent
ALTER TABLE jobs ADD COLUMN soh_error REAL;
ALTER TABLE jobs ADD COLUMN soh_error_deviation REAL;
-- Cycles
ALTER TABLE jobs ADD COLUMN rul_error REAL;
ALTER TABLE jobs ADD COLUMN rul_error_deviation REAL;
-- Percent
ALTER TABLE jobs ADD COLUMN ridge_soh_error REAL;

UPDATE jobs SET
  cell_count = (SELECT count(*) FROM job_batteries WHERE job_id = jobs.id),
  best_val_loss = (SELECT min(val_loss) FROM job_epochs WHERE job_id = jobs.id);

WITH results (job_id, metrics) AS (
  SELECT job_id, event -> '$.final_metrics'
  FROM job_events
  WHERE sequence IN (SELECT max(sequence) FROM job_events GROUP BY job_id) AND event ->> '$.type' = 'complete'
)
UPDATE jobs SET
  soh_error = iif(metrics ->> '$.folds' IS NULL,
    metrics ->> '$.val_soh_mape', metrics ->> '$.folds.val_soh_mape.mean'),
  soh_error_deviation = metrics ->> '$.folds.val_soh_mape.deviation',
  rul_error = iif(metrics ->> '$.folds' IS NULL, metrics ->> '$.val_rul_mae', metrics ->> '$.folds.val_rul_mae.mean'),
  rul_error_deviation = metrics ->> '$.folds.val_rul_mae.deviation',
  ridge_soh_error = iif(metrics ->> '$.folds.kind' = 'leave_one_battery_out',
    (SELECT avg(value ->> '$.ridge_soh_mape.mean') FROM json_each(metrics, '$.folds.cells')),
    (SELECT value ->> '$.soh.mape' FROM json_each(metrics, '$.references') WHERE value ->> '$.name' = 'ridge'))
FROM results
WHERE results.job_id = jobs.id;

-- All that the list sorts by or looks through, so that ten thousand jobs are sorted without reading one whole row.
CREATE INDEX jobs_in_short ON jobs (
  status, algorithm, model_name, error_message, current_epoch, total_epochs, started_at, finished_at, model_id,
  device, current_loss, cell_count, best_val_loss, soh_error, soh_error_deviation, rul_error, rul_error_deviation,
  ridge_soh_error
);
