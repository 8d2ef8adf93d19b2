/** Stopping jobs and the program, with real processes. */
import { afterEach, expect, test } from 'vitest';
import { addBatteries, type Lab, type LabLimits, openLab } from '../support/job-lab.ts';
import { withinMs } from '../support/time-factor.ts';

let lab: Lab;

async function start(maxConcurrentJobs: number, limits: Partial<LabLimits> = {}): Promise<void> {
  lab = await openLab({ maxConcurrentJobs, limits });
  await addBatteries(lab.batteries, lab.dataDir, 1);
  await lab.supervisor.start();
}

const isGone = (pid: number | undefined): boolean => {
  try {
    process.kill(pid ?? 0, 0);
    return false;
  } catch {
    return true;
  }
};
const stop = (jobId: number) => lab.commands['stop-training-job']({ job_id: jobId });
const firstEpoch = (jobId: number) => lab.eventOf(jobId, ({ type }) => type === 'progress');
const running = (jobId: number) => lab.eventOf(jobId, ({ status }) => status === 'running');

afterEach(async () => {
  await lab.close();
  expect(lab.children.handles.filter(({ pid }) => !isGone(pid))).toEqual([]);
});

test('a running job that listens is stopped by the message alone, and answers when it has ended', async () => {
  await start(1, { terminateAfterMs: 60_000, killAfterMs: 60_000 });
  const { id } = lab.create('obedient');
  await firstEpoch(id);
  const answer = await stop(id);
  expect(isGone(lab.children.handles[0]?.pid)).toBe(true);
  expect(answer).toMatchObject({ status: 'stopped', current_epoch: 1, progress: 0.2, model_id: null });
  expect(answer.finished_at).not.toBeNull();
});

test('a trainer that ignores message and signal is gone within 2 s, with the limits as shipped', async () => {
  await start(1, { terminateAfterMs: 1000, killAfterMs: 1500 });
  const { id } = lab.create('ignore-stop');
  await firstEpoch(id);
  const askedMs = performance.now();
  expect(await stop(id)).toMatchObject({ status: 'stopped' });
  expect(performance.now() - askedMs).toBeLessThan(withinMs(2000));
  expect(isGone(lab.children.handles[0]?.pid)).toBe(true);
});

test('a queued job is stopped at once and never starts', async () => {
  await start(1);
  const first = lab.create('obedient');
  const second = lab.create('succeed');
  expect(await stop(second.id)).toMatchObject({ status: 'stopped', started_at: null });
  await firstEpoch(first.id);
  await stop(first.id);
  expect(lab.children.handles).toHaveLength(1);
});

test('stops at the same time are all answered; a stopped job answers unchanged', async () => {
  await start(1);
  const { id } = lab.create('obedient');
  await firstEpoch(id);
  const answers = await Promise.all([stop(id), stop(id), stop(id)]);
  expect(answers.map(({ status }) => status)).toEqual(['stopped', 'stopped', 'stopped']);
  expect(await stop(id)).toEqual(answers[0]);
});

test('a job can be stopped before its process is there', async () => {
  await start(1);
  const { id } = lab.create('obedient');
  expect(await stop(id)).toMatchObject({ status: 'stopped' });
  expect(lab.children.handles).toHaveLength(0);
});

test('a job that succeeds while it is being stopped has succeeded, and the stop answers 409', async () => {
  await start(1);
  const { id } = lab.create('succeed-when-stopped');
  await firstEpoch(id);
  await expect(stop(id)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/already succeeded/),
  });
  expect(lab.job(id)).toMatchObject({ status: 'succeeded', model_id: 1 });
});

test('finished jobs refuse a stop with their status, unknown ones are not found', async () => {
  await start(1);
  const good = lab.create('succeed');
  const bad = lab.create('exit-early');
  await lab.ended(good.id);
  await lab.ended(bad.id);
  await expect(stop(good.id)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/already succeeded/),
  });
  await expect(stop(bad.id)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/already failed/),
  });
  await expect(stop(999)).rejects.toMatchObject({
    code: 'RESOURCE_NOT_FOUND',
    message: 'Training job with ID 999 not found',
  });
});

test('first in, first out, never more at once than allowed; raising starts the next at once, lowering waits', async () => {
  await start(2);
  const ids = [1, 2, 3, 4].map(() => lab.create('obedient').id);
  await Promise.all([running(1), running(2)]);
  expect(lab.stores.jobs.countJobs()).toMatchObject({ running: 2, queued: 2 });
  lab.supervisor.setMaxConcurrentJobs(3);
  expect(lab.job(3).status).toBe('running');
  lab.supervisor.setMaxConcurrentJobs(1);
  expect(lab.stores.jobs.countJobs()).toMatchObject({ running: 3, queued: 1 });
  await stop(1);
  await stop(2);
  expect(lab.job(4).status).toBe('queued');
  await stop(3);
  await running(4);
  await stop(4);
  expect(ids).toEqual([1, 2, 3, 4]);
});

test('the end of the program ends all trainers within 4 s and puts their jobs back into the queue', async () => {
  await start(3, { terminateAfterMs: 1000, killAfterMs: 1500 });
  const ids = ['obedient', 'ignore-stop', 'ignore-stop'].map((child) => lab.create(child).id);
  await Promise.all(ids.map(firstEpoch));
  const askedMs = performance.now();
  await lab.supervisor.stop();
  expect(performance.now() - askedMs).toBeLessThan(withinMs(4000));
  expect(lab.children.handles.every(({ pid }) => isGone(pid))).toBe(true);
  for (const id of ids) {
    expect(lab.job(id)).toMatchObject({ status: 'queued', current_epoch: 1, started_at: null, device: null });
    expect(await lab.queries['get-training-metrics']({ job_id: id })).toMatchObject({ epochs: [1] });
    expect(lab.logsOf(id).at(-1)).toMatchObject({
      level: 'WARNING',
      message: expect.stringMatching(/goes on/),
    });
  }
});

test('deleting: not while it runs, and then all of it but the model', async () => {
  await start(1);
  const remove = (jobId: number) => lab.commands['delete-training-job']({ job_id: jobId });
  const { id } = lab.create('obedient');
  await firstEpoch(id);
  await expect(remove(id)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/is running; stop it/),
  });
  await stop(id);
  const good = lab.create('succeed');
  await lab.ended(good.id);
  await remove(id);
  await remove(good.id);
  for (const table of ['jobs', 'job_batteries', 'job_logs', 'job_epochs', 'job_events']) {
    expect(lab.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
  }
  expect(lab.models.findModel(1)).toBeDefined();
  await expect(remove(id)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
});

test('a program that is ended while it starts, starts no job', async () => {
  lab = await openLab();
  await addBatteries(lab.batteries, lab.dataDir, 1);
  const { id } = lab.create('obedient');
  const starting = lab.supervisor.start();
  await lab.supervisor.stop();
  await starting;
  expect(lab.job(id).status).toBe('queued');
});
