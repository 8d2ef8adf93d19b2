/** Pausing and resuming jobs, with real processes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { addBatteries, type Lab, openLab } from '../support/job-lab.ts';

let lab: Lab;
afterEach(() => lab.close());

async function start(maxConcurrentJobs = 1): Promise<void> {
  lab = await openLab({ maxConcurrentJobs, limits: { pauseLimitMs: 60_000 } });
  await addBatteries(lab.batteries, lab.dataDir, 1);
  await lab.supervisor.start();
}
const pause = (jobId: number) => lab.commands['pause-training-job']({ job_id: jobId });
const resume = (jobId: number) => lab.commands['resume-training-job']({ job_id: jobId });
const stop = (jobId: number) => lab.commands['stop-training-job']({ job_id: jobId });
const firstEpoch = (jobId: number) => lab.eventOf(jobId, ({ type }) => type === 'progress');
const messagesOf = (jobId: number): readonly string[] => lab.logsOf(jobId).map(({ message }) => message);

test('a paused job frees its slot, keeps its epochs and waits until it is resumed', async () => {
  await start();
  const first = lab.create('obedient');
  const second = lab.create('obedient');
  await firstEpoch(first.id);
  expect(await pause(first.id)).toMatchObject({
    status: 'queued',
    held: true,
    current_epoch: 1,
    started_at: null,
    device: null,
    queue_position: null,
    waiting_reason: 'waits until it is resumed',
  });
  expect(messagesOf(first.id)).toContain('Paused at epoch 1 of 5 by a request: it waits until it is resumed');
  await firstEpoch(second.id);
  expect(await pause(second.id)).toMatchObject({ held: true });
  const third = lab.create('succeed');
  await lab.ended(third.id);
  expect(lab.children.handles).toHaveLength(3);
  expect(await resume(first.id)).toMatchObject({ held: false });
  await expect.poll(() => lab.job(first.id).status).toBe('running');
  expect(lab.job(second.id)).toMatchObject({ status: 'queued', held: true });
});

test('a job can be paused before it starts, is passed over, and stops as any that waits', async () => {
  await start();
  const running = lab.create('obedient');
  const [held, next, last] = ['obedient', 'obedient', 'obedient'].map((child) => lab.create(child).id);
  await firstEpoch(running.id);
  expect(await pause(held ?? 0)).toMatchObject({ held: true, current_epoch: 0 });
  expect(lab.job(next ?? 0)).toMatchObject({ queue_position: 1 });
  expect(lab.job(last ?? 0)).toMatchObject({ queue_position: 2 });
  const firstHeld = await pause(held ?? 0);
  expect(firstHeld).toMatchObject({ held: true, queue_position: null });
  expect(messagesOf(held ?? 0).filter((line) => line.startsWith('Paused'))).toEqual([
    'Paused before its first epoch by a request: it waits until it is resumed',
  ]);
  expect(await stop(held ?? 0)).toMatchObject({ status: 'stopped', held: false, started_at: null });
  await lab.commands['delete-training-job']({ job_id: held ?? 0 });
  await stop(running.id);
  await expect.poll(() => lab.job(next ?? 0).status).toBe('running');
});

test('a paused job keeps what lies in its folder; stopped, it keeps nothing', async () => {
  await start();
  const { id } = lab.create('leaves-checkpoint');
  await firstEpoch(id);
  const checkpoint = join(lab.folders.pathOf(id), 'checkpoint.safetensors');
  await pause(id);
  expect(existsSync(checkpoint)).toBe(true);
  await stop(id);
  expect(existsSync(checkpoint)).toBe(false);
});

test('what is over is neither paused nor resumed; what is not held is answered unchanged', async () => {
  await start();
  const done = lab.create('succeed');
  await lab.ended(done.id);
  const late = lab.create('succeed-when-stopped');
  await firstEpoch(late.id);
  const conflict = { code: 'CONFLICT', message: expect.stringMatching(/already succeeded; it cannot be/) };
  await expect(pause(done.id)).rejects.toMatchObject(conflict);
  await expect(resume(done.id)).rejects.toMatchObject(conflict);
  expect(await resume(late.id)).toMatchObject({ status: 'running' });
  await expect(pause(late.id)).rejects.toMatchObject(conflict);
  for (const ask of [pause, resume]) {
    await expect(ask(99)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
  }
});

test('a stop outranks a pause, and a resume waits for the pause before it', async () => {
  await start();
  const { id } = lab.create('obedient');
  await firstEpoch(id);
  const answers = await Promise.allSettled([pause(id), stop(id)]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(lab.job(id)).toMatchObject({ status: 'stopped' });

  const other = lab.create('obedient');
  await firstEpoch(other.id);
  const [, resumed] = await Promise.all([pause(other.id), resume(other.id)]);
  expect(resumed).toMatchObject({ held: false });
  await expect.poll(() => lab.children.handles.length).toBe(3);
});

test('a pause that was asked for outlives the program, however it ended', async () => {
  await start();
  const { id } = lab.create('obedient');
  await firstEpoch(id);
  lab.journal.recordPauseAsked(id);
  await lab.close({ keepData: true });
  // Of a program that was killed in between: still running, by its row.
  const { dataDir } = lab;
  lab = await openLab({ dataDir });
  lab.database
    .prepare("UPDATE jobs SET status = 'running', started_at = created_at, held = 0 WHERE id = ?")
    .run(id);
  lab.journal.recordPauseAsked(id);
  await lab.supervisor.start();
  expect(lab.job(id)).toMatchObject({ status: 'queued', held: true, current_epoch: 1 });
  await lab.close({ keepData: true });
  lab = await openLab({ dataDir });
  await lab.supervisor.start();
  expect(lab.job(id)).toMatchObject({ status: 'queued', held: true });
  expect(lab.children.handles).toEqual([]);
});
