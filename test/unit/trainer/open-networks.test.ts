import { expect, test } from 'vitest';
import { clearEngine } from '../../../src/learning/engines/reference/reference-engine.ts';
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
const engineOf = (bytes: number): Engine => ({ ...clearEngine, memoryBytes: () => bytes });

test('as many networks as runs', async () => {
  const opened = await openNetworks(clearEngine, await runsOf({ folds: 3 }), pacer);
  expect(new Set(opened.map(({ network }) => network)).size).toBe(3);
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

test('when one cannot be opened those before it are closed', async () => {
  const closed: number[] = [];
  let opened = 0;
  const engine: Engine = {
    name: 'narrow',
    open: async (plan, rows) => {
      opened += 1;
      if (opened === 3) throw new Error('no more room');
      const place = opened;
      return { ...(await clearEngine.open(plan, rows)), close: () => closed.push(place) };
    },
  };
  await expect(openNetworks(engine, await runsOf({ folds: 4 }), pacer)).rejects.toMatchObject({
    code: 'VALIDATION_ERROR',
    message: 'no more room',
  });
  expect(closed).toEqual([1, 2]);
});
