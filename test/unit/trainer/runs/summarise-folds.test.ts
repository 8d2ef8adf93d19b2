import { expect, test } from 'vitest';
import { foldsSummarySchema, type TargetErrors } from '../../../../src/shared/contract/evaluation.ts';
import { type CellErrors, modelMetricsSchema } from '../../../../src/shared/contract/model.ts';
import { describeFolds } from '../../../../src/trainer/runs/describe-folds.ts';
import { judgeLeftOutCells } from '../../../../src/trainer/runs/judge-left-out-cells.ts';
import { summariseFolds } from '../../../../src/trainer/runs/summarise-folds.ts';

const errors = (mape: number | null, mae: number | null, rows = 10): TargetErrors => ({
  rows: mape === null && mae === null ? 0 : rows,
  mae,
  rmse: null,
  mape,
  r2: null,
});

interface CellWish {
  readonly id: number;
  readonly mape: number;
  readonly ridge: number;
  readonly rulMae?: number;
  readonly rows?: number;
}

const cellOf = ({ id, mape, ridge, rulMae, rows }: CellWish): CellErrors => ({
  battery_id: id,
  name: `cell ${id}`,
  soh: errors(mape, mape / 100, rows),
  rul: errors(null, rulMae ?? null),
  references: [{ name: 'ridge', soh: errors(ridge, ridge / 100, rows), rul: errors(null, null) }],
});

const runOf = (seed: number, valLoss: number, cells: readonly CellWish[]) => ({
  seed,
  metrics: modelMetricsSchema.parse({
    train_loss: 0,
    val_loss: valLoss,
    best_epoch: seed + 10,
    epochs_run: 20,
    val_soh_mape: cells[0]?.mape,
    val_soh_mae: null,
    val_soh_rmse: null,
    val_rul_mae: cells[0]?.rulMae ?? null,
    val_rul_rmse: null,
    split_by: 'battery',
    training_cells: [],
    validation_cells: cells.map(cellOf),
  }),
});

test('of a leave-one-out every cell has one run, and the median run is kept', () => {
  const folds = summariseFolds('leave_one_battery_out', [
    runOf(1, 0.3, [{ id: 1, mape: 3, ridge: 2, rulMae: 10 }]),
    runOf(1, 0.1, [{ id: 2, mape: 1, ridge: 2 }]),
    runOf(1, 0.2, [{ id: 3, mape: 2, ridge: 2, rulMae: 20 }]),
  ]);
  expect(foldsSummarySchema.parse(folds)).toEqual(folds);
  expect(folds.kept_run).toBe(2);
  expect(folds.val_soh_mape).toEqual({ mean: 2, deviation: 1 });
  expect(folds.val_rul_mae).toEqual({ mean: 15, deviation: expect.closeTo(Math.sqrt(50), 12) });
  expect(folds.cells.map(({ battery_id, runs, soh_mape }) => [battery_id, runs, soh_mape.mean])).toEqual([
    [1, 1, 3],
    [2, 1, 1],
    [3, 1, 2],
  ]);
  expect(folds.cells[1]).toMatchObject({
    soh_mape: { deviation: null },
    rul_mae: { mean: null, deviation: null },
    ridge_soh_mape: { mean: 2, deviation: null },
  });
});

test('of repeated seeds every cell has the mean and the deviation over them', () => {
  const folds = summariseFolds('repeated_seeds', [
    runOf(5, 0.1, [
      { id: 4, mape: 1, ridge: 2 },
      { id: 6, mape: 7, ridge: 2 },
    ]),
    runOf(6, 0.2, [
      { id: 4, mape: 3, ridge: 2 },
      { id: 6, mape: 7, ridge: 2 },
    ]),
  ]);
  expect(folds.runs).toMatchObject([
    { seed: 5, validation_cells: [4, 6], best_epoch: 15 },
    { seed: 6, validation_cells: [4, 6], best_epoch: 16 },
  ]);
  expect(folds.kept_run).toBe(0);
  expect(folds.cells.map(({ runs, soh_mape }) => [runs, soh_mape.mean])).toEqual([
    [2, 2],
    [2, 7],
  ]);
  expect(folds.cells[0]!.soh_mape.deviation).toBeCloseTo(Math.SQRT2, 12);
});

test('the log has a line for each cell and one for all', () => {
  const folds = summariseFolds('repeated_seeds', [
    runOf(1, 0.1, [{ id: 4, mape: 1, ridge: 2, rulMae: 30 }]),
    runOf(2, 0.2, [{ id: 4, mape: 3, ridge: 2, rulMae: 50 }]),
  ]);
  expect(describeFolds(folds).map(({ message }) => message)).toEqual([
    'Each validation battery, mean ± standard deviation over 2 seeds:',
    '"cell 4" (battery 4): SoH off by 2.00 ± 1.41 % (MAE 0.0200 ± 0.0141); RUL off by 40 ± 14 cycles; ' +
      'ridge regression 2.00 %',
    'Over the 2 runs: SoH off by 2.00 ± 1.41 %, RUL off by 40 ± 14 cycles, validation loss 0.1500 ± 0.0707',
  ]);
});

test('the verdict on left-out cells weighs each row alike', () => {
  const [sentence, ...others] = judgeLeftOutCells([
    cellOf({ id: 1, mape: 1, ridge: 2, rows: 10 }),
    cellOf({ id: 2, mape: 4, ridge: 2, rows: 30 }),
  ]);
  expect(others).toEqual([]);
  expect(sentence).toEqual({
    isWarning: true,
    sentence:
      'Ridge regression is better on 1 of 2 left-out cells (SoH MAPE): "cell 2" 2.00 % against the model’s 4.00 %; ' +
      'over all rows 2.00 % against the model’s 3.25 %, so the model adds nothing to it there.',
  });
});
