import { expect, test } from 'vitest';
import { referenceEngine } from '../../../src/learning/engines/reference/reference-engine.ts';
import type { Engine } from '../../../src/learning/engines/engine.ts';
import { prepareRuns } from '../../../src/trainer/runs/prepare-runs.ts';
import { openNetworks } from '../../../src/trainer/open-networks.ts';
import { jobSpecOf } from '../../support/job-folder.ts';
import { madeUpCell } from '../../support/measured-cells.ts';

const cells = [1, 2].map((batteryId) => madeUpCell({ batteryId, rowCount: 20 }));
const pacer = { pause: () => Promise.resolve(), pauseIfDue: () => Promise.resolve() };
const mebibyte = 1024 ** 2;

const runsOf = (hyperparams: Record<string, unknown>, algorithm: 'baseline' | 'bilstm' = 'baseline') =>
  prepareRuns(jobSpecOf(cells, { algorithm, hyperparams }), cells, pacer);
/** Without the first cell no other reaches its end of life, so that there is no RUL to train. */
const runsOfTwoShapes = () => {
  const fading = [1, 2, 3].map((batteryId) =>
    madeUpCell({ batteryId, rowCount: 20, ...(batteryId === 1 ? {} : { fade: 0.1 }) }),
  );
  return prepareRuns(jobSpecOf(fading, { hyperparams: { folds: 'leave_one_battery_out' } }), fading, pacer);
};
const engineOf = (bytes: number): Engine => ({
  ...referenceEngine,
  memoryBytes: (_plan, rowsByRun) => rowsByRun.length * bytes,
});

test('the runs of one shape share a set, each with a network of its own', async () => {
  const opened = await openNetworks(referenceEngine, await runsOf({ folds: 3 }), pacer);
  expect(new Set(opened.map(({ set }) => set)).size).toBe(1);
  expect(opened.map(({ index }) => index)).toEqual([0, 1, 2]);
});

test('runs with other targets have another shape, and a set of their own', async () => {
  const opened = await openNetworks(referenceEngine, await runsOfTwoShapes(), pacer);
  expect(opened.map(({ job }) => job.targets.length)).toEqual([1, 2, 2]);
  const sets = opened.map(({ set }) => set);
  expect(sets[1]).toBe(sets[2]);
  expect(sets[0]).not.toBe(sets[1]);
  expect(opened.map(({ index }) => index)).toEqual([0, 0, 1]);
});

test('networks that do not fit together are refused with the sizes and what to make smaller', async () => {
  const runs = await runsOf({ folds: 3 });
  await expect(openNetworks(engineOf(mebibyte), runs, pacer, 3 * mebibyte)).rejects.toThrow(
    'These 3 trainings at once need 4 MiB of memory, about 2 MiB each; the most one job may take is 3 MiB. ' +
      'Choose fewer folds, fewer batteries, or a smaller batch_size.',
  );
  const leftOut = await runsOf({ folds: 'leave_one_battery_out' }, 'bilstm');
  await expect(openNetworks(engineOf(mebibyte), leftOut, pacer, mebibyte)).rejects.toThrow(
    /fewer batteries, a number of folds instead of leave_one_battery_out, or a smaller batch_size, window or hidden_size/,
  );
});

test('when one set cannot be opened those before it are closed', async () => {
  const closed: number[] = [];
  let opened = 0;
  const engine: Engine = {
    ...referenceEngine,
    open: async (plan, rowsByRun) => {
      opened += 1;
      if (opened === 2) throw new Error('no more room');
      const set = opened;
      return {
        ...(await referenceEngine.open(plan, rowsByRun)),
        close: () => Promise.resolve(void closed.push(set)),
      };
    },
  };
  await expect(openNetworks(engine, await runsOfTwoShapes(), pacer)).rejects.toMatchObject({
    code: 'VALIDATION_ERROR',
    message: 'no more room',
  });
  expect(closed).toEqual([1]);
});
