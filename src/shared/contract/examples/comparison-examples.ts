/** A job and a model that were judged on the same cell. */
const figure = { best: 0.0034, last: 0.0036, mean: 0.0037 };
const errors = { soh_rmse: 0.014, soh_mae: 0.011, soh_mape: 1.3, rul_rmse: 12.5, rul_mae: 9.2 };
const ridge = { soh_rmse: 0.016, soh_mae: 0.012, soh_mape: 1.5, rul_rmse: 14, rul_mae: 10.1 };
const run = {
  algorithm: 'bilstm',
  status: 'succeeded',
  created_at: '2025-01-07T11:00:00Z',
  trainings: 1,
  best_epoch: 81,
  epochs: 100,
  curves: { val_loss: figure, train_loss: figure, val_soh_mape: { best: 1.3, last: 1.4, mean: 1.4 } },
  judged_on: [7],
  mean: errors,
  ridge_mean: ridge,
  leakage: [],
};

export const comparisonExample = {
  runs: [
    { key: 'job-42', job_id: 42, model_id: 6, name: 'bilstm-v2', ...run },
    { key: 'model-5', job_id: 41, model_id: 5, name: 'bilstm-v1-experiment', ...run },
  ],
  cells: [
    {
      battery_id: 7,
      name: 'my-cell',
      results: [
        { errors, ridge, seen: null },
        { errors, ridge, seen: null },
      ],
    },
  ],
  settings: [{ name: 'hidden_size', values: [64, 32] }],
  same_cells: true,
  unseen_cells: [{ battery_id: 7, name: 'my-cell' }],
  to_judge: [],
  gone: [],
};
