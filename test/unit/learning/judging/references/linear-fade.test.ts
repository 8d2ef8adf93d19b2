import { expect, test } from 'vitest';
import {
  fadeLineRul,
  fitFadeLine,
  rowsOfFadeLine,
} from '../../../../../src/learning/judging/references/linear-fade.ts';
import { prepareJob } from '../../../../../src/trainer/prepare-job.ts';
import { jobSpecOf } from '../../../../support/job-folder.ts';
import { madeUpCell } from '../../../../support/measured-cells.ts';

test('the line is the least-squares one, worked out by hand', () => {
  // (1, 1.0), (2, 0.9), (3, 0.95): Sxy = −0.05, Sxx = 2, through (2, 0.95)
  const line = fitFadeLine([1, 2, 3], [1, 0.9, 0.95]);
  expect(line?.slope).toBeCloseTo(-0.025, 12);
  expect(line?.intercept).toBeCloseTo(1, 12);
});

test('one point makes no line', () => {
  expect(fitFadeLine([1], [1])).toBeNull();
});

test('RUL is where the line reaches the end of life, never below 0, unknown for a line that does not fall', () => {
  const falling = { slope: -0.001, intercept: 1 };
  expect(fadeLineRul(falling, 50, 0.8)).toBeCloseTo(150, 9);
  expect(fadeLineRul(falling, 250, 0.8)).toBe(0);
  expect(fadeLineRul({ slope: 0, intercept: 1 }, 5, 0.8)).toBeNaN();
  expect(fadeLineRul({ slope: 0.001, intercept: 1 }, 5, 0.8)).toBeNaN();
});

test('a line learns from the first 30 rows, from half of a shorter cell', () => {
  expect([400, 60, 59, 3, 1].map(rowsOfFadeLine)).toEqual([30, 30, 29, 1, 0]);
});

/** A cell that fades by 0.004 a cycle for 30 cycles, then by `later`. */
function bentCell(batteryId: number, rowCount: number, later: number) {
  const made = madeUpCell({ batteryId, rowCount });
  const soh = Float64Array.from({ length: rowCount }, (_, row) =>
    row < 30 ? 1 - 0.004 * row : 1 - 0.004 * 29 - later * (row - 29),
  );
  return { ...made, capacityAh: soh.map((value) => 2 * value) };
}
const fadeOf = (job: ReturnType<typeof prepareJob>) =>
  job.references.onValidation.find(({ name }) => name === 'linear_fade')!.predictions;

test('split by battery: every validation row lies on the line of the cell’s first 30 rows', () => {
  const cells = [madeUpCell({ batteryId: 1, rowCount: 80 }), bentCell(2, 80, 0.01)];
  const job = prepareJob(jobSpecOf(cells, { hyperparams: { validation_battery_ids: [2] } }), cells);
  const { mean, deviation } = job.scaler.targets;
  const rowCount = job.split.validationRows.length;
  const soh = Array.from({ length: rowCount }, (_, row) => fadeOf(job)[2 * row]! * deviation[0]! + mean[0]!);
  const rul = Array.from(
    { length: rowCount },
    (_, row) => fadeOf(job)[2 * row + 1]! * deviation[1]! + mean[1]!,
  );
  // cycle = row + 1; the line 1 − 0.004·row meets 0.8 at row 50
  soh.forEach((value, row) => expect(value).toBeCloseTo(1 - 0.004 * row, 9));
  rul.forEach((value, row) => expect(value).toBeCloseTo(Math.max(0, 50 - row), 6));
});

test('split by cycle: the line goes through the training rows of the cell', () => {
  const cells = [bentCell(1, 100, 0.001)];
  const job = prepareJob(jobSpecOf(cells, { hyperparams: { validation_split: 0.2 } }), cells);
  const rows = [...job.split.trainingRows];
  const line = fitFadeLine(
    rows.map((row) => row + 1),
    rows.map((row) => job.dataset.soh[row]!),
  )!;
  const width = job.targets.length;
  const { mean, deviation } = job.scaler.targets;
  job.split.validationRows.forEach((row, place) =>
    expect(fadeOf(job)[place * width]! * deviation[0]! + mean[0]!).toBeCloseTo(
      line.intercept + line.slope * (row + 1),
      9,
    ),
  );
});
