import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Lab, openLab } from '../../../support/job-lab.ts';
import { newJob } from '../../../support/sample-rows.ts';
import { withinMs } from '../../../support/time-factor.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({ isQueueHeld: () => true });
});
afterEach(() => lab.close());
const batch = (action: 'stop' | 'finish' | 'pause' | 'resume' | 'delete', ids: number[]) =>
  lab.commands['batch-training-jobs']({ action, ids });

test('each job is done or refused by itself, and each refusal says why', async () => {
  for (let made = 0; made < 3; made += 1) lab.journal.create(newJob);
  expect(await batch('pause', [1, 2, 2])).toEqual({ done: 2, refused: [] });
  expect(await batch('resume', [2])).toEqual({ done: 1, refused: [] });
  expect(lab.stores.jobs.countHeld()).toBe(1);
  expect(await batch('finish', [1, 99])).toMatchObject({
    done: 0,
    refused: [
      { job_id: 1, code: 'CONFLICT', message: expect.stringMatching(/no epoch yet/) },
      { job_id: 99, code: 'RESOURCE_NOT_FOUND' },
    ],
  });
  expect(await batch('stop', [1, 2])).toEqual({ done: 2, refused: [] });
  expect(await batch('delete', [1, 2, 3])).toMatchObject({ done: 2, refused: [{ job_id: 3 }] });
  expect(lab.stores.jobs.listIds()).toEqual([3]);
});

test(
  'two thousand jobs are stopped and deleted one after the other, in seconds',
  { timeout: withinMs(120_000) },
  async () => {
    const ids = lab.stores.inTransaction(() =>
      Array.from({ length: 2_000 }, () =>
        lab.stores.jobs.insertJob({ ...newJob, created_at: '2026-01-01T00:00:00.000Z' }),
      ),
    );
    const startedMs = performance.now();
    expect(await batch('stop', ids)).toEqual({ done: ids.length, refused: [] });
    expect(await batch('delete', ids)).toEqual({ done: ids.length, refused: [] });
    expect(lab.stores.jobs.listIds()).toEqual([]);
    expect(performance.now() - startedMs).toBeLessThan(withinMs(30_000));
  },
);
