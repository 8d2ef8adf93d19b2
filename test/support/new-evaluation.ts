/** What an evaluation of one cell says without its curves. */
import type { EvaluationSummaryContent } from '../../src/shared/contract/prediction.ts';

export const newEvaluation = (modelId: number): EvaluationSummaryContent => ({
  model_id: modelId,
  battery_ids: [2],
  created_at: '2026-01-01T00:00:00.000Z',
  leakage: [],
  mean: errors,
  pooled: errors,
  verdict: ['Ridge regression is better.'],
  cells: [
    {
      battery_id: 2,
      name: 'Cell 2',
      rul_ends_at: null,
      applicability: null,
      metrics: errors,
      references: [],
    },
  ],
});

const errors = {
  rows: 3,
  soh_mape: 1,
  soh_mae: 0.01,
  soh_rmse: 0.02,
  soh_r2: 0.9,
  rul_mape: null,
  rul_mae: null,
  rul_rmse: null,
  rul_r2: null,
  coverage: 1,
  rul_coverage: null,
};
