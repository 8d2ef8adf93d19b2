/** The program dies and starts again. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { knownTo, sweepFolder } from '../support/sweep.ts';
import { addBatteries, openLab } from '../support/job-lab.ts';
import { withinMs } from '../support/time-factor.ts';

test('after a kill nothing recorded is lost, running jobs begin anew with a warning, waiting ones wait', async () => {
  const before = await openLab({ maxConcurrentJobs: 1 });
  await addBatteries(before.batteries, before.dataDir, 1);
  await before.supervisor.start();
  const interrupted = before.create('obedient');
  const waiting = before.create('succeed');
  await before.eventOf(interrupted.id, ({ type }) => type === 'progress');
  const eventCount = before.stores.events.lastSequence();
  // What lies on the disk at this moment is what a killed program leaves.
  const dataDir = await mkdtemp(join(tmpdir(), 'cellwright-killed-'));
  await cp(before.dataDir, dataDir, { recursive: true });
  await before.close();

  await mkdir(join(dataDir, 'jobs', '77'));
  const after = await openLab({ dataDir, maxConcurrentJobs: 1 });
  expect(after.stores.events.lastSequence()).toBe(eventCount);
  expect(after.job(interrupted.id)).toMatchObject({ status: 'running', current_epoch: 1 });
  await after.supervisor.start();
  expect(await sweepFolder(dataDir, knownTo(after.database))).toEqual(['jobs/77']);
  expect(after.logsOf(interrupted.id)).toContainEqual(
    expect.objectContaining({ level: 'WARNING', message: expect.stringContaining('starts anew') }),
  );
  expect(after.job(waiting.id).status).toBe('queued');
  await after.eventOf(interrupted.id, ({ type }) => type === 'progress');
  await after.commands['stop-training-job']({ job_id: interrupted.id });
  await after.ended(waiting.id);
  const curves = await after.queries['get-training-metrics']({ job_id: waiting.id });
  expect(curves.epochs).toEqual([1, 2]);
  await after.close();
});

test('the trainers of a killed program end by themselves', async ({ onTestFinished }) => {
  const jobFolder = await mkdtemp(join(tmpdir(), 'cellwright-orphan-'));
  onTestFinished(() => rm(jobFolder, { recursive: true, force: true }));
  const script = resolve(import.meta.dirname, '..', 'support', 'parent-of-trainer.mjs');
  const child = resolve(import.meta.dirname, 'children', 'obedient.mjs');
  await writeFile(join(jobFolder, 'spec.json'), '{}');
  const parent = fork(script, [child, jobFolder], { stdio: 'inherit' });
  const [{ pid }] = (await once(parent, 'message')) as [{ pid: number }];
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await expect.poll(() => isGone(pid), { interval: 10, timeout: withinMs(5000) }).toBe(true);
});

/** Ended, though perhaps not yet collected by whoever inherited it. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
