import { describe, expect, it } from 'vitest';
import {
  cautionsOf,
  intervalsInWords,
  isWorseThanRidge,
  roleOfCell,
  rulInterval,
  sohInterval,
} from '../../../../src/renderer/src/words/prediction.ts';
import type { Model } from '../../../../src/shared/contract/model.ts';

const none = { rows: 10, mae: null, rmse: null, mape: null, r2: null };

function modelWith(sohMape: number | null, ridge: number | null): Pick<Model, 'metrics'> {
  return {
    metrics: {
      train_loss: 0.1,
      val_loss: 0.2,
      best_epoch: 3,
      epochs_run: 5,
      val_soh_mape: sohMape,
      val_soh_mae: null,
      val_soh_rmse: null,
      val_rul_mae: null,
      val_rul_rmse: null,
      split_by: 'battery',
      training_cells: [1, 2],
      validation_cells: [{ battery_id: 3, name: 'c', soh: none, rul: none, references: [] }],
      references: [{ name: 'ridge', soh: { ...none, mape: ridge }, rul: none }],
      verdict: [],
      test: null,
      measured_on: 'validation',
      intervals: null,
      folds: null,
    },
  };
}

describe('predictions in words', () => {
  it('intervals have one unit, and none where there is none', () => {
    expect(sohInterval([0.9123, 0.956])).toBe('91.2 to 95.6 %');
    expect(rulInterval([249.6, 1370])).toBe('250 to 1\u202f370 cycles');
    expect(sohInterval(null)).toBeNull();
  });

  it('a cell is what the model did with it', () => {
    const model = modelWith(1, 2);
    expect([2, 3, 4].map((id) => roleOfCell(model, id))).toEqual(['trained', 'validated', 'new']);
  });

  it('a model is worse than ridge only where both errors are known', () => {
    expect(isWorseThanRidge(modelWith(1.2, 0.8))).toBe(true);
    expect(isWorseThanRidge(modelWith(0.8, 0.8))).toBe(false);
    expect(isWorseThanRidge(modelWith(null, 0.8))).toBe(false);
    expect(isWorseThanRidge(modelWith(1.2, null))).toBe(false);
  });

  it('warnings stand once, and a simulated cell says that it is', () => {
    expect(cautionsOf(['a', 'b', 'a'], { simulated: false })).toEqual(['a', 'b']);
    expect(cautionsOf(['a'], { simulated: true })).toEqual([
      'a',
      'This cell is simulated: computed, not measured.',
    ]);
  });

  it('the band says what it rests on: a guess with one cell, its coverage with several', () => {
    const soh = { half_width: 0.0123, coverage: null, typical_error: null, spread: null, record: null };
    const one = { level: 0.9, cells: 1, soh, rul: null, soh_within_2_percent: null };
    expect(intervalsInWords(one)).toEqual([
      'The 90 % band is ± 1.23 points of SoH wide.',
      'A single validation cell stands behind it, so its width is a guess for other cells.',
    ]);
    const three = {
      ...one,
      cells: 3,
      soh: { ...soh, coverage: 0.876 },
      rul: { ...soh, half_width: 14.2, coverage: 0.5 },
    };
    expect(intervalsInWords(three)).toEqual([
      'The 90 % band is ± 1.23 points of SoH and ± 14 cycles of RUL wide.',
      'Each of the 3 held-out cells judged by the others’ errors, it held 88 % of the SoH and 50 % of the RUL.',
    ]);
    expect(intervalsInWords({ ...one, soh: null })).toEqual([]);
  });
});
