import { afterEach, expect, test } from 'vitest';
import { createRetention } from '../../../../src/main/jobs/retention.ts';
import { createSeenDayStore } from '../../../../src/main/store/seen-day-store.ts';
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
  const seenDays = createSeenDayStore(lab.database);
  // Run every day since.
  for (let day = 1; day <= 33; day += 1)
    seenDays.see(new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10));
  now = '2026-02-02T00:00:00.000Z';
  const reportError = (error: unknown) => {
    throw error;
  };
  const retention = createRetention({
    stores,
    journal,
    folders,
    seenDays,
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
  const { id } = journal.recordStarted(journal.create({ ...newJob, total_epochs: 5000 }).id);
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
    seenDays: createSeenDayStore(lab.database),
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

test('a clock that jumps ahead takes no history; what goes by days of use is announced before', async () => {
  let now = '2026-01-01T10:00:00.000Z';
  lab = await openLab({ now: () => now });
  const { journal, stores, folders } = lab;
  const announced: (string | null)[] = [];
  const retention = createRetention({
    stores,
    journal,
    folders,
    seenDays: createSeenDayStore(lab.database),
    announce: (message) => announced.push(message),
    retentionDays: () => 30,
    now: () => now,
    reportError: () => undefined,
  });
  journal.recordStopped(journal.recordStarted(journal.create(newJob).id).id);
  for (const jump of ['2026-02-10', '2027-01-01', '2030-06-01', '2026-01-02']) {
    now = `${jump}T10:00:00.000Z`;
    expect(await retention.sweep()).toBe(0);
  }
  expect(announced).toEqual([null, null, null, null]);
  // Used daily from here on; the three days of the future do not count.
  let wentOn = '';
  for (let day = 3; wentOn === ''; day += 1) {
    now = new Date(Date.UTC(2026, 0, day, 10)).toISOString();
    if ((await retention.sweep()) === 1) wentOn = now.slice(0, 10);
  }
  expect(wentOn).toBe('2026-02-01');
  // Seven days ahead, and on the day itself.
  const words = announced.filter((message) => message?.includes('1 finished job goes within 7 days'));
  expect(words).toHaveLength(8);
});
