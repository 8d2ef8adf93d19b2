/** The program dies and starts again. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { knownTo, sweepFolder } from '../support/sweep.ts';
import { writeJobFolder } from '../support/job-folder.ts';
import { addBatteries, openLab } from '../support/job-lab.ts';
import { madeUpCell } from '../support/measured-cells.ts';
import { repositoryRoot } from '../support/program.ts';
import { withinMs } from '../support/time-factor.ts';

const parentScript = join(repositoryRoot, 'test', 'support', 'parent-of-trainer.mjs');
const trainerScript = join(repositoryRoot, 'src', 'trainer', 'index.ts');

test('after a kill nothing recorded is lost, running jobs go on with a warning, waiting ones wait', async () => {
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
    expect.objectContaining({ level: 'WARNING', message: expect.stringContaining('goes on') }),
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
  const child = resolve(import.meta.dirname, 'children', 'obedient.mjs');
  await writeFile(join(jobFolder, 'spec.json'), '{}');
  const parent = fork(parentScript, [child, jobFolder], { stdio: 'inherit' });
  const [{ pid }] = (await once(parent, 'message')) as [{ pid: number }];
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await expect.poll(() => isGone(pid), { interval: 10, timeout: withinMs(5000) }).toBe(true);
});

test('also one in the midst of a step that takes minutes, where it hears nothing', async ({
  onTestFinished,
}) => {
  const cells = [1, 2].map((batteryId) => madeUpCell({ batteryId, rowCount: 500 }));
  const hyperparams = { epochs: 2, window: 100, hidden_size: 512, batch_size: 1024 };
  const jobFolder = await writeJobFolder(cells, { algorithm: 'bilstm', hyperparams });
  onTestFinished(() => rm(jobFolder, { recursive: true, force: true }));
  const parent = fork(parentScript, [trainerScript, jobFolder], { stdio: 'inherit' });
  let lastMs = Infinity;
  let pid = 0;
  parent.on('message', (message: { pid: number; type: string }) => {
    pid = message.pid;
    if (message.type === 'prepared' || lastMs < Infinity) lastMs = performance.now();
  });
  // A trainer that can listen says every second that it is alive.
  await expect.poll(() => performance.now() - lastMs, { timeout: withinMs(20_000) }).toBeGreaterThan(2500);
  expect(isGone(pid)).toBe(false);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await expect.poll(() => isGone(pid), { interval: 10, timeout: withinMs(5000) }).toBe(true);
});

test('a start ends the trainer that a killed program left in the folder of its job, before another begins', async () => {
  const killed = await openLab({ maxConcurrentJobs: 1 });
  await addBatteries(killed.batteries, killed.dataDir, 1);
  await killed.supervisor.start();
  const { id } = killed.create('hang');
  await expect.poll(() => existsSync(join(killed.folders.pathOf(id), 'trainer.pid'))).toBe(true);
  const dataDir = await mkdtemp(join(tmpdir(), 'cellwright-killed-'));
  await cp(killed.dataDir, dataDir, { recursive: true });
  const left = killed.children.handles[0]?.pid ?? 0;

  const after = await openLab({
    dataDir,
    maxConcurrentJobs: 1,
    onStart: () => expect(isGone(left)).toBe(true),
  });
  await after.supervisor.start();
  await after.eventOf(id, ({ type, status }) => type === 'status' && status === 'running');
  await expect.poll(() => after.children.handles.length, { interval: 5 }).toBe(1);
  expect(after.errors).toEqual([]);
  await after.close();
  await killed.close();
});

test('a number in the folder that is another process by now is left alone', async () => {
  const lab = await openLab();
  await addBatteries(lab.batteries, lab.dataDir, 1);
  const { id } = lab.create('succeed');
  await mkdir(lab.folders.pathOf(id), { recursive: true });
  const other = fork(resolve(import.meta.dirname, 'children', 'importer-hangs.mjs'));
  await writeFile(join(lab.folders.pathOf(id), 'trainer.pid'), `${other.pid} 1 another-boot`);
  await lab.supervisor.start();
  expect(await lab.ended(id)).toMatchObject({ type: 'complete' });
  expect(isGone(other.pid ?? 0)).toBe(false);
  other.kill('SIGKILL');
  await lab.close();
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
