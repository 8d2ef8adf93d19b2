import { describe, expect, it } from 'vitest';
import { foldsTitle, sohOverCells, spread } from '../../../../src/renderer/src/words/folds.ts';
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

it('the median stands beside the mean, and a cell that makes the mean is named', () => {
  const none = { mean: null, deviation: null };
  const cell = (name: string, mean: number) => ({
    battery_id: 1,
    name,
    runs: 1,
    soh_mape: { mean, deviation: null },
    soh_mae: none,
    rul_mae: none,
    ridge_soh_mape: none,
  });
  const folds = (
    cells: FoldsSummary['cells'],
    kind: FoldsSummary['kind'] = 'leave_one_battery_out',
  ): FoldsSummary => ({
    kind,
    runs: [],
    kept_run: 0,
    val_loss: none,
    val_soh_mape: none,
    val_rul_mae: none,
    cells,
  });
  const even = [cell('a', 1), cell('b', 1.2), cell('c', 1.4)];
  expect(sohOverCells(folds(even))).toEqual(['Median over 3 cells: SoH error 1.20 %.']);
  expect(sohOverCells(folds([...even, cell('B0050', 502)]))).toEqual([
    'Median over 4 cells: SoH error 1.20 %.',
    '1 of 4 cells makes the mean: "B0050".',
  ]);
  expect(sohOverCells(folds(even, 'repeated_seeds'))).toEqual([]);
});
