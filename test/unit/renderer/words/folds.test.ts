import { describe, expect, it } from 'vitest';
import { foldsTitle, spread } from '../../../../src/renderer/src/words/folds.ts';
import { cycles, percent } from '../../../../src/renderer/src/words/number.ts';
import type { FoldsSummary } from '../../../../src/shared/contract/evaluation.ts';

describe('folds in words', () => {
  it('mean and deviation share one unit; without a deviation the mean stands alone', () => {
    expect(spread({ mean: 0.534, deviation: 0.117 }, percent)).toBe('0.53 ± 0.12 %');
    expect(spread({ mean: 1234, deviation: 12.4 }, cycles)).toBe('1\u202f234 ± 12 cycles');
    expect(spread({ mean: 0.534, deviation: null }, percent)).toBe('0.53 %');
    expect(spread({ mean: null, deviation: null }, percent)).toBe('–');
  });

  it('the title says what was repeated', () => {
    const run = {
      seed: 1,
      validation_cells: [1],
      best_epoch: 1,
      val_loss: 1,
      val_soh_mape: 1,
      val_rul_mae: 1,
    };
    const folds = { kind: 'leave_one_battery_out', runs: [run, run, run] } as unknown as FoldsSummary;
    expect(foldsTitle(folds)).toBe('Leave one out: 3 cells, each left out once');
    expect(foldsTitle({ ...folds, kind: 'repeated_seeds' })).toBe('The same split with 3 seeds');
  });
});
