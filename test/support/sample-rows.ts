/** Rows for tests of what is kept: a job and a model that nobody trained. */
import type { Evaluation } from '../../src/shared/contract/evaluation.ts';
import type { NewJob } from '../../src/main/store/job-store.ts';
import type { NewModel } from '../../src/main/store/model-store.ts';

export const newJob: Omit<NewJob, 'created_at'> = {
  algorithm: 'baseline',
  hyperparams: { epochs: 10 },
  battery_ids: [2, 1],
  model_name: null,
  total_epochs: 10,
};

export const sampleEvaluation: Evaluation = {
  split_by: 'battery',
  training_cells: [1],
  validation_cells: [2],
  test_cells: [],
  leakage: [{ code: 'same_cell_twice', message: 'the same cell under two names' }],
  references: [
    { name: 'mean', val_loss: 1.5, val_soh_mape: 7 },
    { name: 'linear_fade', val_loss: null, val_soh_mape: 2 },
    { name: 'ridge', val_loss: 0.25, val_soh_mape: 1 },
  ],
};

export const newModel: Omit<NewModel, 'created_at'> = {
  algorithm: 'baseline',
  name: 'a model',
  version: '0.0.0',
  metrics: {
    train_loss: 0.1,
    val_loss: 0.2,
    best_epoch: 1,
    epochs_run: 1,
    val_soh_mape: null,
    val_soh_mae: null,
    val_soh_rmse: null,
    val_rul_mae: null,
    val_rul_rmse: null,
    split_by: 'cycle',
    training_cells: [1],
    validation_cells: [],
    references: [],
    verdict: [],
    test: null,
    measured_on: 'validation',
    intervals: null,
    folds: null,
  },
  file_size: 1,
  labels: null,
  job_id: null,
  hyperparams: { epochs: 10 },
  battery_ids: [2, 1],
  dataset_hash: 'abc',
  features: [],
  engine: 'none',
  evaluation: null,
  simulated_data: false,
  file: 'a.safetensors',
  file_hash: 'cd'.repeat(32),
};
