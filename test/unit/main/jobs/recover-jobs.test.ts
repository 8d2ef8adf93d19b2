/** What a program finds of jobs when the one before it broke off. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { finishDeletions, recoverJobs, type RecoveryParts } from '../../../../src/main/jobs/recover-jobs.ts';
import { addBatteries, type Lab, openLab } from '../../../support/job-lab.ts';

const now = '2026-01-01T00:00:00.000Z';
let lab: Lab;
let errors: unknown[];
let parts: RecoveryParts;
beforeEach(async () => {
  lab = await openLab({ maxConcurrentJobs: 1 });
  await addBatteries(lab.batteries, lab.dataDir, 1);
  errors = [];
  parts = {
    ...lab,
    executor: { clear: () => Promise.resolve() },
    now: () => now,
    reportError: (error) => void errors.push(error),
  };
});
afterEach(() => lab.close());

const startable = () => lab.stores.attempts.listStartable(now, 10).map(({ id }) => id);

test('a job that was running is the first again; after a second time it waits, behind the others', async () => {
  const [first, second] = [lab.create('a').id, lab.create('b').id];
  lab.journal.recordStarted(first);
  await recoverJobs(parts);
  expect(startable()).toEqual([first, second]);
  lab.journal.recordStarted(first);
  await recoverJobs(parts);
  expect(startable()).toEqual([second]);
  expect(lab.stores.attempts.findNextStart(now)).toBe('2026-01-01T00:00:10.000Z');
  const later = lab.stores.attempts.listStartable('2026-01-01T00:00:10.000Z', 10);
  expect(later.map(({ id }) => id)).toEqual([second, first]);
});

test('a stop that was asked for is carried out', async () => {
  const { id } = lab.create('a');
  lab.journal.recordStarted(id);
  lab.journal.recordStopAsked(id);
  await recoverJobs(parts);
  expect(lab.job(id)).toMatchObject({ status: 'stopped', finished_at: expect.any(String) });
});

test('a stop is written down before it is carried out', async () => {
  const { id } = lab.create('ignore-stop');
  await lab.supervisor.start();
  await lab.eventOf(id, ({ type }) => type === 'progress');
  const stopped = lab.commands['stop-training-job']({ job_id: id });
  expect(lab.stores.attempts.findAttempts(id)).toMatchObject({ isStopAsked: true });
  await stopped;
});

test('results of a stopped job that cannot be removed cost nobody else anything', async () => {
  const ids = [lab.create('a').id, lab.create('b').id];
  const [stopped = 0, running = 0] = ids;
  ids.forEach((id) => lab.journal.recordStarted(id));
  lab.journal.recordStopAsked(stopped);
  const busy = new Error('EBUSY');
  const folders = { ...lab.folders, removeResults: () => Promise.reject(busy) };
  await recoverJobs({ ...parts, folders });
  expect(lab.job(stopped).status).toBe('stopped');
  expect(startable()).toEqual([running]);
  expect(errors).toEqual([busy]);
});

test('a row that cannot be read costs its own job, waiting or running', async () => {
  const [running, waiting, good] = ['a', 'b', 'succeed'].map((child) => lab.create(child).id) as [
    number,
    number,
    number,
  ];
  lab.journal.recordStarted(running);
  lab.database.prepare("UPDATE jobs SET hyperparams = '{' WHERE id IN (?, ?)").run(running, waiting);
  await lab.supervisor.start();
  expect(await lab.ended(good)).toMatchObject({ type: 'complete' });
  const rows = lab.database.prepare('SELECT status, error_message FROM jobs WHERE id < ?').all(good);
  const failed = {
    status: 'failed',
    error_message: expect.stringMatching(/cannot be read: .*JSON/) as string,
  };
  expect(rows).toEqual([failed, failed]);
});

test('a deletion that was cut off is finished; files that stay are tried again at the next start', async () => {
  const { id } = lab.create('a');
  lab.journal.recordStopped(id);
  await mkdir(lab.folders.pathOf(id), { recursive: true });
  await lab.journal.deleteJob(id, () => Promise.reject(new Error('EBUSY')));
  expect(lab.stores.jobs.findJob(id)).toBeUndefined();
  expect(lab.stores.attempts.listDeletions()).toEqual([id]);
  const cutOff = lab.create('b').id;
  lab.journal.recordStopped(cutOff);
  lab.stores.attempts.noteDeletion(cutOff);
  await finishDeletions(parts, () => false);
  expect(lab.stores.jobs.listIds()).toEqual([]);
  expect(lab.stores.attempts.listDeletions()).toEqual([]);
  expect(existsSync(lab.folders.pathOf(id))).toBe(false);
});
