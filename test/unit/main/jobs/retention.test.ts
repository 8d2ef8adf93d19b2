import { afterEach, expect, test } from 'vitest';
import { createRetention } from '../../../../src/main/jobs/retention.ts';
import { type Lab, openLab } from '../../../support/job-lab.ts';
import { newJob, newModel } from '../../../support/sample-rows.ts';

let lab: Lab;
afterEach(() => lab.close());

test('history older than the days goes with all its rows, younger and unfinished jobs and models stay', async () => {
  let now = '2026-01-01T00:00:00.000Z';
  lab = await openLab({ now: () => now });
  const { journal, stores, folders } = lab;
  const run = () => journal.recordStarted(journal.create(newJob).id).id;
  const unfinished = run();
  const old = run();
  journal.recordSucceeded(old, { ...newModel, job_id: old });
  now = '2026-01-15T00:00:00.000Z';
  const young = run();
  journal.recordStopped(young);
  now = '2026-02-02T00:00:00.000Z';
  const reportError = (error: unknown) => {
    throw error;
  };
  const retention = createRetention({
    stores,
    journal,
    folders,
    retentionDays: () => 30,
    now: () => now,
    reportError,
  });
  expect(await retention.sweep()).toBe(1);
  expect(stores.jobs.listIds()).toEqual([unfinished, young]);
  expect(stores.logs.countLogs({ jobId: old })).toBe(0);
  expect(lab.models.findModel(1)).toBeDefined();
  expect(await retention.sweep()).toBe(0);
});

test('a long history goes without holding up the program', async () => {
  lab = await openLab();
  const { journal, stores, folders } = lab;
  const { id } = journal.recordStarted(journal.create({ ...newJob, totalEpochs: 5000 }).id);
  const epochs = Array.from({ length: 5000 }, (_, index) => ({
    epoch: index + 1,
    train_loss: 1,
    val_loss: 1,
    terms: {},
  }));
  journal.recordReport(id, { epochs, logs: [] });
  journal.recordStopped(id);
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 0);
  const retention = createRetention({
    stores,
    journal,
    folders,
    retentionDays: () => 0,
    now: () => '2100-01-01T00:00:00.000Z',
    reportError: () => undefined,
  });
  const end = retention.start();
  await expect.poll(() => stores.jobs.listIds(), { interval: 1 }).toEqual([]);
  await end();
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
});
