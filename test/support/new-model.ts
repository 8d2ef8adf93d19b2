/** A model as a succeeded job would record it. */
import type { NewModel } from '../../src/main/store/model-store.ts';

export const newModel = (facts: Partial<NewModel> = {}): NewModel => ({
  algorithm: 'baseline',
  name: 'first model',
  version: '0.1.0',
  metrics: {
    train_loss: 0.1,
    val_loss: 0.2,
    best_epoch: 3,
    epochs_run: 5,
    val_soh_mape: 1.2,
    val_soh_mae: 0.01,
    val_soh_rmse: 0.02,
    val_rul_mae: null,
    val_rul_rmse: null,
    split_by: 'battery',
    training_cells: [1],
    validation_cells: [
      {
        battery_id: 2,
        name: 'Cell 2',
        soh: { rows: 10, mae: 0.01, rmse: 0.02, mape: 1.2, r2: 0.9 },
        rul: { rows: 0, mae: null, rmse: null, mape: null, r2: null },
      },
    ],
  },
  created_at: '2026-01-01T00:00:00.000Z',
  file_size: 4096,
  file: 'job-1.safetensors',
  job_id: null,
  hyperparams: { epochs: 5, seed: 1 },
  battery_ids: [1, 2],
  dataset_hash: 'ab'.repeat(32),
  features: ['a'],
  engine: 'clear',
  simulated_data: true,
  ...facts,
});
