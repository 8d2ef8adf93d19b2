/** Jobs as the user's own document shows them. */
export const newJobExample = {
  algorithm: 'bilstm',
  battery_ids: [1, 2, 3, 4, 5],
  hyperparams: { epochs: 100, batch_size: 32, learning_rate: 0.001 },
  model_name: 'bilstm-v1-experiment',
};

const queued = {
  id: 43,
  status: 'queued',
  algorithm: 'bilstm',
  progress: 0,
  current_epoch: 0,
  total_epochs: 100,
  created_at: '2025-01-07T11:00:00Z',
  started_at: null,
  finished_at: null,
  model_id: null,
};

const running = {
  ...queued,
  id: 42,
  status: 'running',
  progress: 0.67,
  current_epoch: 67,
  created_at: '2025-01-07T10:00:00Z',
  started_at: '2025-01-07T10:01:00Z',
};

const details = {
  battery_ids: [1, 2, 3, 4, 5],
  hyperparams: { epochs: 100, batch_size: 32, learning_rate: 0.001, hidden_size: 64 },
  model_name: 'bilstm-v1-experiment',
  held: false,
  resumed_epoch: 0,
  error_message: null,
  device: null,
  eta_seconds: null,
  current_loss: null,
  evaluation: null,
  cell_count: 5,
  best_val_loss: null,
  soh_error: null,
  soh_error_deviation: null,
  rul_error: null,
  rul_error_deviation: null,
  ridge_soh_error: null,
  priority: 0,
  extends_job_id: null,
  ended_by: null,
  duration_seconds: null,
  queue_position: null,
  waiting_reason: null,
};

export const queuedJobExample = {
  ...queued,
  ...details,
  queue_position: 1,
  waiting_reason: '3 of 3 places busy, next in line',
};
export const runningJobExample = {
  ...running,
  ...details,
  device: 'cpu',
  eta_seconds: 31,
  current_loss: 0.0234,
  best_val_loss: 0.0301,
  duration_seconds: 63,
};
export const pausedJobExample = {
  ...runningJobExample,
  status: 'queued',
  started_at: null,
  held: true,
  device: null,
  eta_seconds: null,
  duration_seconds: null,
  waiting_reason: 'waits until it is resumed',
};
export const stoppedJobExample = {
  ...runningJobExample,
  status: 'stopped',
  finished_at: '2025-01-07T11:30:00Z',
  eta_seconds: null,
};
export const jobListExample = {
  items: [{ ...running, progress: 0.45, current_epoch: 45 }],
  meta: { page: 1, page_size: 20, total: 15, total_pages: 1 },
};
export const logsExample = {
  logs: [
    { timestamp: '2025-01-07T10:05:00Z', level: 'INFO', message: 'Epoch 10/100 - Loss: 0.0234' },
    { timestamp: '2025-01-07T10:10:00Z', level: 'WARNING', message: 'Validation loss increased' },
  ],
  meta: { page: 1, page_size: 50, total: 2, total_pages: 1 },
};
export const metricsExample = {
  train_loss: [0.5, 0.4, 0.3, 0.25, 0.2],
  val_loss: [0.52, 0.42, 0.35, 0.3, 0.28],
  epochs: [1, 2, 3, 4, 5],
};
