/** What a job finds in its folder, and what happens when the disk does not play along. */
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { jobSpecSchema } from '../../src/shared/contract/job-spec.ts';
import { createTrainingJobSchema } from '../../src/shared/contract/job.ts';
import { createModelArtifacts } from '../../src/main/files/model-artifacts.ts';
import { addBatteries, type Lab, type LabOptions, openLab } from '../support/job-lab.ts';

let lab: Lab;
const hashOf = (battery: number) => battery.toString(16).padStart(64, '0');

async function start(options: LabOptions = {}): Promise<void> {
  lab = await openLab(options);
  await addBatteries(lab.batteries, lab.dataDir, 2);
  await lab.supervisor.start();
}
afterEach(() => lab.close());

test('the folder holds a valid spec and the arrays of each cell, linked rather than copied', async () => {
  await start();
  const { id } = lab.commands['create-training-job'](
    createTrainingJobSchema.parse({ algorithm: 'bilstm', battery_ids: [2, 1], model_name: 'obedient' }),
  );
  await lab.eventOf(id, ({ type }) => type === 'progress');
  const folder = lab.folders.pathOf(id);
  const spec = jobSpecSchema.parse(JSON.parse(await readFile(join(folder, 'spec.json'), 'utf8')));
  expect(spec).toMatchObject({
    format: 1,
    job_id: id,
    algorithm: 'bilstm',
    thread_limit: 2,
    hyperparams: { window: 30, hidden_size: 64 },
    cells: [
      { battery_id: 2, dataset_hash: hashOf(2), nominal_capacity_ah: 2, feature_names: ['voltage_mean'] },
      { battery_id: 1, dataset_hash: hashOf(1), simulated: true },
    ],
  });
  expect((await readdir(join(folder, 'arrays'))).sort()).toEqual(
    [1, 2].map((n) => `${hashOf(n)}.safetensors`),
  );
  expect((await stat(join(folder, 'arrays', `${hashOf(1)}.safetensors`))).nlink).toBe(2);
  expect(lab.job(id)).toMatchObject({ device: 'cpu' });
});

test('a missing array file fails that job, naming the battery; the next one runs', async () => {
  await start();
  await rm(join(lab.dataDir, 'arrays', `${hashOf(1)}.safetensors`));
  const bad = lab.create('succeed');
  expect(await lab.ended(bad.id)).toMatchObject({
    type: 'error',
    error_message: expect.stringMatching(
      /prepare the job: the stored cycles of battery 1 \(cell 1\) are missing/,
    ),
  });
  expect(existsSync(lab.folders.pathOf(bad.id))).toBe(false);
  await addBatteries(lab.batteries, lab.dataDir, 1);
  expect(await lab.ended(lab.create('succeed').id)).toMatchObject({ type: 'complete' });
});

test('a disk that is full when the model is stored is waited for: the model lies in the job folder until then', async () => {
  const full = Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });
  let attempts = 0;
  const artifacts = () => createModelArtifacts(lab.dataDir);
  await start({
    adopt: (path, jobId) => {
      attempts += 1;
      expect(existsSync(path)).toBe(true);
      return attempts < 4 ? Promise.reject(full) : artifacts().adopt(path, jobId);
    },
  });
  const { id } = lab.create('succeed');
  expect(await lab.ended(id)).toMatchObject({ type: 'complete' });
  expect(attempts).toBe(4);
  expect(lab.models.listModelFiles()).toEqual([`job-${id}.safetensors`]);
});

test('a model that waits for room at the end of the program is made again at the next start; its job has not failed', async () => {
  const full = Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });
  let attempts = 0;
  await start({ adopt: () => Promise.reject(((attempts += 1), full)) });
  const { id } = lab.create('succeed');
  await expect.poll(() => attempts, { interval: 5 }).toBeGreaterThan(1);
  await lab.supervisor.stop();
  expect(lab.job(id)).toMatchObject({ status: 'queued' });
  expect(await readdir(lab.folders.pathOf(id))).toContain('model.safetensors');
});

test('a model that waits for room when its job is stopped is given up', async () => {
  const full = Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });
  let attempts = 0;
  await start({ adopt: () => Promise.reject(((attempts += 1), full)) });
  const { id } = lab.create('succeed');
  await expect.poll(() => attempts, { interval: 5 }).toBeGreaterThan(1);
  const stopping = lab.commands['stop-training-job']({ job_id: id });
  await expect(stopping).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await lab.ended(id)).toMatchObject({ type: 'stopped' });
});

test('what somebody else put into a job folder stays there, and so does the folder', async () => {
  await start();
  const { id } = lab.create('obedient');
  await lab.eventOf(id, ({ type }) => type === 'progress');
  const theirs = join(lab.folders.pathOf(id), 'notes.txt');
  await writeFile(theirs, 'mine');
  await lab.commands['stop-training-job']({ job_id: id });
  await lab.commands['delete-training-job']({ job_id: id });
  expect(await readdir(lab.folders.pathOf(id))).toEqual(['notes.txt']);
  expect(await readFile(theirs, 'utf8')).toBe('mine');
});

test('a database that cannot take the model fails the job, and the model file is removed again', async () => {
  await start();
  lab.database.exec(
    "CREATE TRIGGER no_room BEFORE INSERT ON models BEGIN SELECT RAISE(ABORT, 'no room for this'); END",
  );
  const { id } = lab.create('succeed');
  expect(await lab.ended(id)).toMatchObject({
    type: 'error',
    error_message: expect.stringContaining('no room'),
  });
  expect(await readdir(join(lab.dataDir, 'models'))).toEqual([]);
});

test('an end that cannot be recorded is recorded as soon as it can, and the place stays taken until then', async () => {
  await start({ maxConcurrentJobs: 1 });
  const { id } = lab.create('exit-early');
  const next = lab.create('succeed');
  lab.database.exec(
    "CREATE TRIGGER no_room BEFORE UPDATE OF finished_at ON jobs BEGIN SELECT RAISE(ABORT, 'no room'); END",
  );
  await expect.poll(() => lab.errors.length, { interval: 5 }).toBeGreaterThan(1);
  expect(lab.job(next.id).status).toBe('queued');
  lab.database.exec('DROP TRIGGER no_room');
  expect(await lab.ended(id)).toMatchObject({
    type: 'error',
    error_message: expect.stringContaining('ended early'),
  });
  expect(await lab.ended(next.id)).toMatchObject({ type: 'complete' });
});

test('a report that cannot be recorded fails the job', async () => {
  await start();
  lab.database.exec(
    "CREATE TRIGGER no_room BEFORE INSERT ON job_epochs BEGIN SELECT RAISE(ABORT, 'no room'); END",
  );
  const { id } = lab.create('obedient');
  expect(await lab.ended(id)).toMatchObject({
    error_message: expect.stringMatching(/Could not record what the trainer reported: no room/),
  });
});
