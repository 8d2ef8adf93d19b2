import { afterEach, beforeEach, expect, test } from 'vitest';
import { getTrainingLogsSchema } from '../../../../src/shared/contract/job.ts';
import { listTrainingJobsSchema, trainingJobListSchema } from '../../../../src/shared/contract/job-list.ts';
import { noAttempts } from '../../../../src/shared/domain/job-attempts.ts';
import { type Lab, openLab } from '../../../support/job-lab.ts';
import { newJob, sampleEvaluation } from '../../../support/sample-rows.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({ now: () => '2026-01-01T00:00:00.000Z' });
});
afterEach(() => lab.close());

const list = (query: object) => lab.queries['list-training-jobs'](listTrainingJobsSchema.parse(query));
const logs = (query: object) => lab.queries['get-training-logs'](getTrainingLogsSchema.parse(query));
const createMany = (count: number) => {
  for (let index = 0; index < count; index += 1) lab.journal.create(newJob);
};

test('jobs are listed newest first, by page', () => {
  createMany(5);
  const page = list({ page: 2, page_size: 2 });
  expect(trainingJobListSchema.parse(page)).toEqual(page);
  expect(page.items.map(({ id }) => id)).toEqual([3, 2]);
  expect(page.meta).toEqual({ page: 2, page_size: 2, total: 5, total_pages: 3 });
  expect(list({ page: 9 }).items).toEqual([]);
});

test('a status filters the list and its total', () => {
  createMany(4);
  lab.journal.recordStarted(2);
  lab.journal.recordStopped(3);
  const queued = list({ status: 'queued' });
  expect(queued.items.map(({ id }) => id)).toEqual([4, 1]);
  expect(queued.meta).toEqual({ page: 1, page_size: 20, total: 2, total_pages: 1 });
  expect(list({ status: 'failed' }).meta).toMatchObject({ total: 0, total_pages: 0 });
});

test('the place in line counts those that may start before it, held ones not and late ones last', () => {
  createMany(6);
  lab.journal.recordHeld(2);
  const known = { ...noAttempts, attempts: 1 };
  lab.stores.attempts.saveAttempts(3, { ...known, notBefore: '2026-01-01T00:00:05.000Z' });
  lab.stores.attempts.saveAttempts(4, { ...known, maxBeside: 0 });
  lab.stores.attempts.saveAttempts(1, { ...known, interruptions: 2 });
  const { items, meta } = list({ fields: 'queue_position,waiting_reason,held', sort: 'id' });
  expect(items.map(({ id, queue_position }) => [id, queue_position])).toEqual([
    [1, 4],
    [2, null],
    [3, 5],
    [4, 1],
    [5, 2],
    [6, 3],
  ]);
  expect(items[1]).toMatchObject({ held: true, waiting_reason: 'waits until it is resumed' });
  expect(items[2]?.waiting_reason).toBe('is tried again in 5 s, when a place is free');
  expect(meta).toMatchObject({ held: 1, counts: { queued: 6 } });
});

test('held jobs can be listed by themselves, left out, and found by their word', () => {
  createMany(3);
  lab.journal.recordHeld(2);
  const idsOf = (query: object) => list(query).items.map(({ id }) => id);
  expect(idsOf({ held: 'true' })).toEqual([2]);
  expect(idsOf({ held: false, status: 'queued' })).toEqual([3, 1]);
  expect(list({ held: true }).meta.total).toBe(1);
  expect(idsOf({ search: 'paused' })).toEqual([2]);
  expect(idsOf({ sort: 'queue_position' })).toEqual([1, 3, 2]);
});

test('log lines are listed oldest first; by level; after a time, whatever its zone; by their words', async () => {
  createMany(1);
  lab.journal.recordReport(1, {
    epochs: [],
    logs: [
      { timestamp: '2026-01-01T10:00:00.000Z', level: 'WARNING', message: 'second' },
      { timestamp: '2026-01-01T11:00:00.000Z', level: 'INFO', message: 'Third, 100 %' },
    ],
  });
  const messages = async (query: object) =>
    (await logs({ job_id: 1, ...query })).logs.map(({ message }) => message);
  expect((await messages({})).slice(1)).toEqual(['second', 'Third, 100 %']);
  expect(await messages({ level: 'WARNING' })).toEqual(['second']);
  expect(await messages({ after: '2026-01-01T11:00:00+01:00' })).toEqual(['Third, 100 %']);
  expect(await messages({ after: '2026-01-01T10:00:00Z', level: 'WARNING' })).toEqual([]);
  expect(await messages({ search: 'tHIRD' })).toEqual(['Third, 100 %']);
  expect(await messages({ search: '%' })).toEqual(['Third, 100 %']);
  expect(await messages({ search: 'd', level: 'WARNING' })).toEqual(['second']);
  expect(await messages({ search: 'second', after: '2026-01-01T10:00:00Z' })).toEqual([]);
  expect(await logs({ job_id: 1, page: 2, page_size: 2 })).toMatchObject({
    logs: [{ message: 'Third, 100 %' }],
    meta: { total: 3, total_pages: 2 },
  });
});

test('loss curves are equally long arrays, with further series by name', async () => {
  createMany(1);
  lab.journal.recordStarted(1);
  lab.journal.recordReport(1, {
    epochs: [
      { epoch: 1, train_loss: 0.5, val_loss: null, terms: { data_loss: 0.5 } },
      {
        epoch: 2,
        train_loss: 0.4,
        val_loss: 0.42,
        terms: { data_loss: 0.4, physics_f_loss: 0.1, epochs: 7 },
      },
    ],
    logs: [],
  });
  const metrics = await lab.queries['get-training-metrics']({ job_id: 1 });
  expect(metrics).toEqual({
    train_loss: [0.5, 0.4],
    val_loss: [null, 0.42],
    epochs: [1, 2],
    data_loss: [0.5, 0.4],
    physics_f_loss: [null, 0.1],
  });
  expect(Object.keys(metrics).slice(0, 3)).toEqual(['train_loss', 'val_loss', 'epochs']);
});

test('a curve of any length is whole, and others are served while it is read', async () => {
  createMany(1);
  for (let epoch = 1; epoch <= 2500; epoch += 1) {
    const terms: Record<string, number> = epoch > 1500 ? { late: epoch } : {};
    lab.stores.epochs.insertEpoch(1, { epoch, train_loss: 1 / epoch, val_loss: null, terms });
  }
  let turns = 0;
  let isRead = false;
  const countTurns = (): void => {
    turns += 1;
    if (!isRead) setImmediate(countTurns);
  };
  setImmediate(countTurns);
  const metrics = await lab.queries['get-training-metrics']({ job_id: 1 });
  isRead = true;
  expect(turns).toBeGreaterThanOrEqual(2);
  expect(metrics.epochs).toEqual(Array.from({ length: 2500 }, (_, index) => index + 1));
  expect(metrics['late']?.slice(1498, 1502)).toEqual([null, null, 1501, 1502]);
  expect(Object.values(metrics).every((series) => series.length === 2500)).toBe(true);
});

test('a job that is not there is not found, whatever is asked about it', async () => {
  const missing = { code: 'RESOURCE_NOT_FOUND', message: 'Training job with ID 999 not found' };
  expect(() => lab.queries['get-training-job']({ job_id: 999 })).toThrow(expect.objectContaining(missing));
  await expect(logs({ job_id: 999 })).rejects.toMatchObject(missing);
  await expect(lab.queries['get-training-metrics']({ job_id: 999 })).rejects.toMatchObject(missing);
});

test('the references stand in the curves as long as these are, and in the detail as they are', async () => {
  lab.journal.create(newJob);
  lab.journal.recordStarted(1);
  lab.journal.recordPrepared(1, sampleEvaluation);
  const epochs = [1, 2].map((epoch) => ({ epoch, train_loss: 1, val_loss: 2, terms: {} }));
  lab.journal.recordReport(1, { epochs, logs: [] });
  expect(await lab.queries['get-training-metrics']({ job_id: 1 })).toEqual({
    train_loss: [1, 1],
    val_loss: [2, 2],
    epochs: [1, 2],
    mean_val_loss: [1.5, 1.5],
    linear_fade_val_loss: [null, null],
    ridge_val_loss: [0.25, 0.25],
  });
  expect(lab.job(1).evaluation).toEqual(sampleEvaluation);
});
