import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { updateTrainingJobSchema } from '../../../../src/shared/contract/job.ts';
import { type Lab, openLab } from '../../../support/job-lab.ts';
import { newJob } from '../../../support/sample-rows.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

const now = '2026-01-01T00:00:00.000Z';
const inOrder = () => lab.stores.attempts.listStartable(now, -1).map(({ id }) => id);
const byPosition = (count: number) => {
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  const standings = lab.stores.jobs.queuePositions(ids, now);
  return [...standings].sort(([, one], [, other]) => one.position - other.position).map(([id]) => id);
};
const create = (count: number) => {
  for (let made = 0; made < count; made += 1) lab.journal.create(newJob);
};
const move = (id: number, wish: object) =>
  lab.commands['update-training-job'](updateTrainingJobSchema.parse({ job_id: id, ...wish }));

test('jobs start by priority, then as they were created, and where they were put', () => {
  create(5);
  expect(inOrder()).toEqual([1, 2, 3, 4, 5]);
  expect(move(4, { to: 'top' })).toMatchObject({ queue_position: 1, waiting_reason: expect.any(String) });
  expect(inOrder()).toEqual([4, 1, 2, 3, 5]);
  move(4, { to: 'end' });
  create(1);
  expect(inOrder()).toEqual([1, 2, 3, 5, 4, 6]);
  move(6, { before: 2 });
  move(5, { priority: 7 });
  expect(inOrder()).toEqual([5, 1, 6, 2, 3, 4]);
  expect(move(3, { before: 5 })).toMatchObject({ priority: 7, queue_position: 1 });
  expect(byPosition(6)).toEqual([3, 5, 1, 6, 2, 4]);
  move(3, { to: 'end' });
  expect(inOrder()).toEqual([5, 1, 6, 2, 4, 3]);
});

test('whatever is moved, the order is that of a list in which one moves the same', () => {
  const count = 8;
  create(count);
  let model = inOrder();
  const id = fc.integer({ min: 1, max: count });
  const step = fc.record({ id, where: fc.oneof(id, fc.constantFrom('top', 'end')) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
      for (const { id: moved, where } of steps) {
        if (where === moved) continue;
        const others = model.filter((one) => one !== moved);
        const index = where === 'top' ? 0 : where === 'end' ? others.length : others.indexOf(where);
        move(moved, typeof where === 'number' ? { before: where } : { to: where });
        model = others.toSpliced(index, 0, moved);
        expect(inOrder()).toEqual(model);
      }
    }),
    { numRuns: 40 },
  );
});

test('a spot that many were put to has room for more', () => {
  create(4);
  for (let round = 0; round < 200; round += 1) move(2 + (round % 2), { before: 4 });
  expect(inOrder()).toEqual([1, 2, 3, 4]);
});

test('ten thousand waiting jobs cost the next start nothing and a page of the list milliseconds', () => {
  lab.stores.inTransaction(() => {
    for (let made = 0; made < 10_000; made += 1) {
      lab.stores.jobs.insertJob({ ...newJob, created_at: now });
    }
  });
  const plan = lab.database
    .prepare<[], { readonly detail: string }>(
      `EXPLAIN QUERY PLAN SELECT id FROM jobs INDEXED BY jobs_in_queue WHERE status = 'queued' AND held = 0
      ORDER BY priority DESC, queue_rank, id LIMIT 3`,
    )
    .all();
  expect(plan.map(({ detail }) => detail).join()).not.toContain('TEMP B-TREE');
  move(9_999, { to: 'top' });
  expect(lab.stores.attempts.listStartable(now, 2).map(({ id }) => id)).toEqual([9_999, 1]);
});

test('while the queue is held nothing starts, and it says so', async () => {
  let isHeld = true;
  await lab.close();
  lab = await openLab({ isQueueHeld: () => isHeld });
  create(2);
  await lab.supervisor.start();
  expect(lab.job(1)).toMatchObject({ status: 'queued', waiting_reason: 'the queue is held, next in line' });
  isHeld = false;
  lab.supervisor.wake();
  expect(lab.job(1).status).not.toBe('queued');
});
