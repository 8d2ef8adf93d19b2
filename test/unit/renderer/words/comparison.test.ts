import { describe, expect, it } from 'vitest';
import {
  bestOf,
  comparedCell,
  comparedEvaluation,
  type Standing,
} from '../../../../src/renderer/src/words/comparison.ts';

const standing = (error: number | null, references: Standing['references']): Standing => ({
  rows: 10,
  error,
  rmse: null,
  r2: null,
  references,
});
const errors = (mape: number | null, mae: number | null) => ({ rows: 4, mae, rmse: 0.02, mape, r2: 0.9 });
const references = [
  { name: 'mean', soh: errors(5, 0.05), rul: errors(null, 90) },
  { name: 'ridge', soh: errors(0.8, 0.01), rul: errors(null, null) },
] as const;

describe('a model beside the references', () => {
  it('the smallest error wins, a draw goes to the model, and what is unknown neither wins nor loses', () => {
    expect(bestOf(standing(0.5, { ridge: 0.8, mean: 5 }))).toBe('model');
    expect(bestOf(standing(0.9, { ridge: 0.8, mean: 5 }))).toBe('ridge');
    expect(bestOf(standing(0.8, { ridge: 0.8 * (1 - 1e-12) }))).toBe('model');
    expect(bestOf(standing(0.9, { ridge: null, mean: 5 }))).toBe('model');
    expect(bestOf(standing(null, { ridge: 0.8 }))).toBeNull();
    expect(bestOf(standing(0.9, {}))).toBeNull();
  });

  it('the SoH is compared by its MAPE, the RUL by its MAE, in training as in an evaluation', () => {
    const trained = comparedCell({
      battery_id: 7,
      name: 'seven',
      soh: errors(0.5, 0.004),
      rul: errors(12, 31),
      references: [...references],
    });
    expect(trained.soh).toMatchObject({ error: 0.5, references: { ridge: 0.8, mean: 5 } });
    expect(trained.rul).toMatchObject({ error: 31, references: { ridge: null, mean: 90 } });
    expect(trained.soh.coverage).toBeUndefined();

    const evaluated = comparedEvaluation({
      battery_id: 7,
      name: 'seven',
      references: [...references],
      metrics: {
        rows: 4,
        soh_mape: 0.6,
        soh_mae: 0.005,
        soh_rmse: 0.006,
        soh_r2: 0.95,
        rul_mape: 10,
        rul_mae: 33,
        rul_rmse: 40,
        rul_r2: 0.7,
        coverage: 0.92,
        rul_coverage: null,
      },
    });
    expect(evaluated.soh).toMatchObject({ error: 0.6, coverage: 0.92, references: { ridge: 0.8 } });
    expect(evaluated.rul).toMatchObject({ error: 33, coverage: null });
  });
});
