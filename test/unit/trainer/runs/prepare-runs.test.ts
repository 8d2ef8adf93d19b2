import { describe, expect, test } from 'vitest';
import { prepareJob } from '../../../../src/trainer/prepare-job.ts';
import { prepareRuns } from '../../../../src/trainer/runs/prepare-runs.ts';
import { jobSpecOf } from '../../../support/job-folder.ts';
import { madeUpCell } from '../../../support/measured-cells.ts';

const cells = [1, 2, 3].map((batteryId) => madeUpCell({ batteryId, rowCount: 20 }));
const pacer = { pause: () => Promise.resolve() };
const runsOf = (hyperparams: Record<string, unknown>, measured = cells) =>
  prepareRuns(jobSpecOf(measured, { hyperparams }), measured, pacer);

test('without folds one nameless run, the job itself', async () => {
  const [run, ...others] = await runsOf({ seed: 9 });
  expect(others).toEqual([]);
  expect(run).toMatchObject({ seed: 9, name: null });
  expect(run!.job).toEqual(prepareJob(jobSpecOf(cells, { hyperparams: { seed: 9 } }), cells));
});

describe('leave_one_battery_out', () => {
  test('leaves out each cell once, all with the same seed', async () => {
    const runs = await runsOf({ folds: 'leave_one_battery_out', seed: 4 });
    const cellsOf = (validating: boolean) =>
      runs.map(({ job }) =>
        job.split[validating ? 'validationCells' : 'trainingCells'].map(({ batteryId }) => batteryId),
      );
    expect(cellsOf(true)).toEqual([[1], [2], [3]]);
    expect(cellsOf(false)).toEqual([
      [2, 3],
      [1, 3],
      [1, 2],
    ]);
    expect(runs.map(({ seed }) => seed)).toEqual([4, 4, 4]);
    expect(runs[1]!.name).toBe('run 2 (without "cell 2")');
  });

  test('prepares each as the single job with that validation_battery_ids would', async () => {
    const [, second] = await runsOf({ folds: 'leave_one_battery_out' });
    const single = prepareJob(jobSpecOf(cells, { hyperparams: { validation_battery_ids: [2] } }), cells);
    expect(second!.job.scaler).toEqual(single.scaler);
    expect(second!.job.rows).toEqual(single.rows);
    expect(second!.job.split).toEqual(single.split);
  });

  test('is refused with one cell', async () => {
    const single = cells.slice(0, 1);
    await expect(runsOf({ folds: 'leave_one_battery_out' }, single)).rejects.toThrow(/at least 2 batteries/);
  });

  test('names the run that has nothing to learn', async () => {
    const flat = [
      madeUpCell({ batteryId: 1, rowCount: 20 }),
      madeUpCell({ batteryId: 2, rowCount: 20, fade: 0 }),
    ];
    await expect(runsOf({ folds: 'leave_one_battery_out' }, flat)).rejects.toThrow(
      /^In run 1 \(without "cell 1"\): Every cycle to train on has the same SoH/,
    );
  });
});

describe('a number of seeds', () => {
  test('shares the split and the rows; only the seeds differ', async () => {
    const runs = await runsOf({ folds: 3, seed: 7 });
    expect(runs.map(({ seed }) => seed)).toEqual([7, 8, 9]);
    expect(new Set(runs.map(({ job }) => job)).size).toBe(1);
    expect(runs[2]!.name).toBe('run 3 (seed 9)');
    const single = prepareJob(jobSpecOf(cells, { hyperparams: { seed: 7 } }), cells);
    expect(runs[0]!.job.split).toEqual(single.split);
  });
});
