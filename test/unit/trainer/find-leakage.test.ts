import { describe, expect, test } from 'vitest';
import type { MeasuredCell } from '../../../src/learning/files/cell-arrays.ts';
import { createRandom } from '../../../src/shared/domain/random.ts';
import { fitScaler } from '../../../src/learning/data/prepare-rows.ts';
import { findLeakage } from '../../../src/trainer/find-leakage.ts';
import { prepareJob } from '../../../src/trainer/prepare-job.ts';
import { copyOf, rowsOf, withColumn, written } from '../../support/altered-cells.ts';
import { jobSpecOf, type JobWish } from '../../support/job-folder.ts';
import { madeUpCell } from '../../support/measured-cells.ts';

/** A made-up cell with the noise that every measured one has. */
function noisyCell(batteryId: number, rowCount = 120): MeasuredCell {
  const random = createRandom(batteryId);
  const names = ['charge time', 'voltage mean', 'voltage deviation', 'slope'];
  const made = madeUpCell({ batteryId, rowCount, featureNames: names });
  return written(made, (value) => value * (1 + 0.003 * random.normal()));
}
const cells = [1, 2, 3].map((batteryId) => noisyCell(batteryId));

function leakageOf(
  measured: readonly MeasuredCell[],
  hyperparams: JobWish['hyperparams'] = {},
  wish: JobWish = {},
) {
  return findLeakage(prepareJob(jobSpecOf(measured, { ...wish, hyperparams }), measured));
}
const codesOf = (...args: Parameters<typeof leakageOf>) => leakageOf(...args).map(({ code }) => code);
const validating = (...ids: number[]) => ({ validation_battery_ids: ids });

test('distinct cells leak nothing, whatever the algorithm', () => {
  expect(leakageOf(cells)).toEqual([]);
  expect(leakageOf(cells, { window: 7 }, { algorithm: 'bilstm' })).toEqual([]);
});

test('a split by cycle is always told, with what it does to the error', () => {
  const leakage = leakageOf([cells[0]!]);
  expect(leakage.map(({ code }) => code)).toEqual(['split_by_cycle']);
  expect(leakage[0]?.message).toMatch(/from cells that training has seen.*split_by "battery"/);
  expect(codesOf(cells, { split_by: 'cycle' })).toEqual(['split_by_cycle']);
});

describe('the same cell under two names', () => {
  const original = cells[0]!;
  const copies: [string, MeasuredCell][] = [
    ['as it is', original],
    ['its second half, counted anew', rowsOf(original, (row) => row >= 60)],
    ['a third from its midst', rowsOf(original, (row) => row >= 40 && row < 80)],
    ['every second row', rowsOf(original, (row) => row % 2 === 0)],
    ['four decimals', written(original, (value) => Number(value.toFixed(4)))],
    ['three significant digits', written(original, (value) => Number(value.toPrecision(3)))],
    ['single precision', written(original, Math.fround)],
    ['a column more', withColumn(original, 'remark', (row) => Math.sin(row))],
    [
      'no feature in common',
      {
        ...withColumn(
          { ...original, cell: { ...original.cell, feature_names: [] }, features: new Float64Array() },
          'other',
          (row) => Math.cos(row),
        ),
      },
    ],
  ];
  test.each(copies)('is found: %s', (_, altered) => {
    const leakage = leakageOf([...cells, copyOf(altered, 9)], validating(9));
    expect(leakage.map(({ code }) => code)).toEqual(['same_cell_twice']);
    expect(leakage[0]?.message).toMatch(
      /^"copy of cell 1" \(battery 9\), which validates, .* "cell 1" \(battery 1\), which trains/,
    );
  });

  test('is no matter where both train, or both validate', () => {
    expect(codesOf([...cells, copyOf(original, 9)], validating(2))).toEqual([]);
    expect(codesOf([...cells, copyOf(original, 9)], validating(1, 9))).toEqual([]);
  });

  test('is not seen in two cells that fade alike with noise of their own, however few the digits', () => {
    const twin = written(madeUpCell({ batteryId: 1, rowCount: 120 }), (value) => value);
    const random = createRandom(77);
    const alike = [4, 5].map((batteryId) => ({
      ...written(twin, (value) => Number((value * (1 + 0.002 * random.normal())).toFixed(3))),
      cell: { ...twin.cell, battery_id: batteryId, name: `cell ${batteryId}` },
    }));
    expect(codesOf(alike, validating(5))).toEqual([]);
  });
});

describe('a feature that is the label under another name', () => {
  const withFeature = (valueOf: (measured: MeasuredCell, row: number) => number) =>
    cells.map((measured) => withColumn(measured, 'suspect', (row) => valueOf(measured, row)));
  const lengths = [100, 120, 160];
  const ofLengths = (valueOf: (row: number, rowCount: number) => number) =>
    lengths.map((rowCount, place) =>
      withColumn(noisyCell(place + 1, rowCount), 'suspect', (row) => valueOf(row, rowCount)),
    );

  test.each<[string, readonly MeasuredCell[], RegExp]>([
    [
      'the capacity in mAh',
      withFeature(({ capacityAh }, row) => 1000 * capacityAh[row]!),
      /nearly the capacity itself/,
    ],
    [
      'the loss since the first cycle of each cell',
      withFeature(({ capacityAh }, row) => capacityAh[0]! - capacityAh[row]!),
      /nearly the capacity/,
    ],
    ['cycles left in the file', ofLengths((row, rowCount) => rowCount - 1 - row), /counts down/],
    ['share of the file that has passed', ofLengths((row, rowCount) => (row + 1) / rowCount), /counts down/],
  ])('is found: %s', (_, measured, words) => {
    const leakage = leakageOf(measured, validating(3));
    expect(leakage.map(({ code }) => code)).toEqual(['feature_resembles_label']);
    expect(leakage[0]?.message).toMatch(words);
    expect(leakage[0]?.message).toContain('"suspect"');
  });

  test('a counter of elapsed time is none, nor is a good feature', () => {
    expect(
      codesOf(
        ofLengths((row) => 3600 * row),
        validating(3),
      ),
    ).toEqual([]);
    const random = createRandom(3);
    const good = withFeature(({ capacityAh }, row) => capacityAh[row]! * (1 + 0.003 * random.normal()));
    expect(codesOf(good, validating(3))).toEqual([]);
  });
});

describe('faults of the program itself would be told', () => {
  const job = prepareJob(
    jobSpecOf(cells, { algorithm: 'bilstm', hyperparams: { window: 7, ...validating(3) } }),
    cells,
  );
  const codes = (altered: typeof job) => findLeakage(altered).map(({ code }) => code);

  test('a scaler that has seen the validation rows', () => {
    const everyRow = Int32Array.from({ length: job.dataset.rowCount }, (_, row) => row);
    expect(codes({ ...job, scaler: fitScaler(job.dataset, job.targets, everyRow, 8) })).toEqual([
      'scaler_beyond_training',
    ]);
  });

  test('a validation cell among the training rows', () => {
    const trainingRows = Int32Array.of(...job.split.trainingRows, job.split.validationRows[0]!);
    const scaler = fitScaler(job.dataset, job.targets, trainingRows, 8);
    expect(codes({ ...job, scaler, split: { ...job.split, trainingRows } })).toContain(
      'trained_on_validation_cell',
    );
  });

  test('a window that begins in another cell, and rows out of order', () => {
    const oneCell = { ...job.rows, cellStart: new Int32Array(job.rows.rowCount) };
    expect(codes({ ...job, rows: oneCell })).toEqual(['window_reaches_future']);
    const inputs = Float64Array.from(job.dataset.inputs);
    const width = job.plan.inputWidth;
    const last = job.split.validationRows.at(-1);
    inputs[(last + 1) * width - 1] = 0;
    expect(codes({ ...job, dataset: { ...job.dataset, inputs } })).toEqual(['window_reaches_future']);
  });
});
