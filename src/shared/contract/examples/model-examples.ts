/** A model, what it says of a cell, and what it is worth on measured ones. */
const meta = { page: 1, page_size: 20, total: 1, total_pages: 1 };
const soh = { rows: 168, mae: 0.011, rmse: 0.014, mape: 1.3, r2: 0.97 };
const rul = { rows: 124, mae: 9.2, rmse: 12.5, mape: 18, r2: 0.94 };

export const modelExample = {
  id: 5,
  algorithm: 'bilstm',
  name: 'bilstm-v1-experiment',
  version: '0.1.0',
  metrics: {
    train_loss: 0.0021,
    val_loss: 0.0034,
    best_epoch: 81,
    epochs_run: 100,
    val_soh_mape: 1.3,
    val_soh_mae: 0.011,
    val_soh_rmse: 0.014,
    val_rul_mae: 9.2,
    val_rul_rmse: 12.5,
    split_by: 'battery',
    training_cells: [1, 2, 3, 4],
    validation_cells: [{ battery_id: 5, name: 'cell-5', soh, rul, references: [] }],
    references: [],
    verdict: ['SoH: better than ridge on 1 of 1 cells'],
    intervals: null,
    folds: null,
    test: null,
    measured_on: 'validation',
  },
  created_at: '2025-01-07T11:40:00Z',
  file_size: 148_736,
  job_id: 42,
  hyperparams: { epochs: 100, batch_size: 32, learning_rate: 0.001, hidden_size: 64, seed: 1 },
  battery_ids: [1, 2, 3, 4, 5],
  dataset_hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  features: ['temperature_max', 'time_charge'],
  engine: 'wasm-simd',
  evaluation: null,
  simulated_data: false,
  labels: [
    { battery_id: 1, name: 'cell-1', nominal_capacity: 2, end_of_life: 0.8, capacity_from: 'all' },
    { battery_id: 5, name: 'cell-5', nominal_capacity: 2, end_of_life: 0.8, capacity_from: 'all' },
  ],
  label_changes: [],
  tags: ['paper'],
  comment: '',
};
export const modelListExample = { items: [modelExample], meta };

export const predictionExample = {
  id: 12,
  algorithm: 'bilstm',
  model_id: 5,
  battery_id: 7,
  cycle_index: 168,
  result: {
    soh: 0.741,
    rul: 0,
    confidence: 0.93,
    soh_interval: [0.72, 0.76],
    rul_interval: [0, 8],
    applicability: 'usual',
    nominal_capacity: 2,
    rul_ends_at: 0.8,
  },
  warnings: [],
  created_at: '2025-01-07T12:00:00Z',
};
export const predictionListExample = { items: [predictionExample], meta };
export const predictionResultsExample = {
  results: [
    predictionExample,
    {
      error: { code: 'RESOURCE_NOT_FOUND', message: 'Battery with ID 99 not found', trace_id: 'req_abc123' },
    },
  ],
};

const errors = {
  rows: 3,
  soh_mape: 1.1,
  soh_mae: 0.01,
  soh_rmse: 0.012,
  soh_r2: 0.96,
  rul_mape: null,
  rul_mae: 8.5,
  rul_rmse: 9.7,
  rul_r2: 0.95,
  coverage: 1,
  rul_coverage: 1,
};
const cell = {
  battery_id: 7,
  name: 'my-cell',
  rul_ends_at: 0.8,
  applicability: 'usual',
  metrics: errors,
  references: [],
};
const facts = {
  id: 3,
  model_id: 5,
  battery_ids: [7],
  created_at: '2025-01-07T12:10:00Z',
  leakage: [],
  mean: errors,
  pooled: errors,
  verdict: ['SoH: better than ridge on 1 of 1 cells'],
};

export const evaluationExample = {
  ...facts,
  cells: [
    {
      ...cell,
      cycles: [1, 2, 3],
      soh_true: [0.985, 0.983, 0.98],
      soh_predicted: [0.98, 0.979, 0.977],
      soh_low: [0.96, 0.959, 0.957],
      soh_high: [1, 0.999, 0.997],
      rul_true: [123, 122, 121],
      rul_predicted: [118, 117.5, 117],
      rul_low: [98, 97.5, 97],
      rul_high: [138, 137.5, 137],
      warnings: [],
    },
  ],
};
export const evaluationListExample = { items: [{ ...facts, cells: [cell] }], meta };
