import { describe, expect, it } from 'vitest';
import { resultAtLength, resultInWords, sohErrors } from '../../../../src/renderer/src/words/result.ts';
import { resultFacts } from '../../../../src/shared/domain/result-facts.ts';
import type { FoldsSummary } from '../../../../src/shared/contract/evaluation.ts';
import { type ModelMetrics, modelMetricsSchema } from '../../../../src/shared/contract/model.ts';

const metrics: ModelMetrics = modelMetricsSchema.parse({
  train_loss: 0.1,
  val_loss: 0.1,
  best_epoch: 1,
  epochs_run: 1,
  val_soh_mape: 0.53,
  val_soh_mae: null,
  val_soh_rmse: null,
  val_rul_mae: 31,
  val_rul_rmse: null,
  split_by: 'battery',
  training_cells: [1],
  validation_cells: [],
});
const unmeasured = { mean: null, deviation: null };
const foldsOf = (facts: Partial<FoldsSummary>): FoldsSummary => ({
  kind: 'repeated_seeds',
  runs: [],
  kept_run: 0,
  val_loss: unmeasured,
  val_soh_mape: { mean: 0.6, deviation: 0.1 },
  val_rul_mae: { mean: 30, deviation: 4 },
  cells: [],
  ...facts,
});
const none = { rows: 0, mae: null, rmse: null, mape: null, r2: null };
const ridge = { name: 'ridge' as const, soh: { ...none, mape: 0.86 }, rul: none };

describe('what a model reached', () => {
  it('stands beside ridge where that was measured', () => {
    expect(resultInWords(resultFacts(metrics))).toBe('SoH 0.53 %');
    expect(resultInWords(resultFacts({ ...metrics, references: [ridge] }))).toBe('SoH 0.53 % · ridge 0.86 %');
    const verdict = ['The model is better.'];
    expect(resultAtLength({ ...metrics, references: [ridge], verdict })).toBe(
      'SoH 0.53 % · ridge 0.86 % · RUL 31 cycles. Mean absolute errors on 0 validation cells, which also chose the epoch: a new cell is a little worse. The model is better.',
    );
  });

  it('where each cell was left out once, ridge is that of all of them', () => {
    const cell = (battery_id: number, mape: number) => ({
      battery_id,
      name: 'a cell',
      runs: 1,
      soh_mape: unmeasured,
      soh_mae: unmeasured,
      rul_mae: unmeasured,
      ridge_soh_mape: { mean: mape, deviation: null },
    });
    const folds = foldsOf({ kind: 'leave_one_battery_out', cells: [cell(1, 0.8), cell(2, 1)] });
    expect(resultInWords(resultFacts({ ...metrics, folds, references: [ridge] }))).toBe(
      'SoH 0.60 ± 0.10 % · ridge 0.90 %',
    );
    expect(sohErrors({ ...metrics, folds, references: [ridge] })).toEqual({ model: 0.6, ridge: 0.9 });
  });

  it('with folds it is mean and deviation over the runs', () => {
    const folds = foldsOf({});
    expect(resultInWords(resultFacts({ ...metrics, folds }))).toBe('SoH 0.60 ± 0.10 %');
    expect(resultAtLength({ ...metrics, folds })).toContain('RUL 30 ± 4.0 cycles');
  });
});
