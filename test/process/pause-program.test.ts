/** Trainings that are paused over a restart of the program, and that are ended by choice, with the built program. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LogLine } from '../../src/shared/contract/job.ts';
import { fadingCellCsv } from '../support/fading-cell.ts';
import { type Program, startProgram } from '../support/program.ts';
import { call, type JobDetail, upload, waitForJob } from '../support/rest-client.ts';
import { withinMs } from '../support/time-factor.ts';

let dataDir: string;
let program: Program | undefined;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cellwright-pause-'));
});
afterEach(async () => {
  await program?.stop({ keepData: true });
  await rm(dataDir, { recursive: true, force: true });
});

const epochs = 600;
const ask = async (action: string, id: number): Promise<JobDetail> =>
  (await call('POST', `${program?.api}/training-jobs/${id}/${action}`)).body as JobDetail;
const hyperparams = { epochs, batch_size: 8, folds: 2, reproducible: true };
const create = async (changes: object = {}): Promise<number> => {
  const job = { algorithm: 'baseline', battery_ids: [1, 2, 3], hyperparams, ...changes };
  return ((await call('POST', `${program?.api}/training-jobs`, job)).body as JobDetail).id;
};
const jobOf = async (id: number): Promise<JobDetail> =>
  (await call('GET', `${program?.api}/training-jobs/${id}`)).body as JobDetail;
const reached = (id: number, epoch: number): Promise<void> =>
  expect
    .poll(async () => (await jobOf(id)).current_epoch, { interval: 10, timeout: withinMs(30_000) })
    .toBeGreaterThanOrEqual(epoch);
const modelOf = (jobId: number): Buffer => {
  const file = readdirSync(join(dataDir, 'models')).find((name) => name.startsWith(`job-${jobId}.`));
  return readFileSync(join(dataDir, 'models', file ?? 'none'));
};

test(
  'paused: its slot is free, also after a restart; resumed: the same model',
  { timeout: withinMs(120_000) },
  async () => {
    const args = ['--max-concurrent-jobs', '1'];
    program = await startProgram({ dataDir, args });
    for (const [at, cycles] of [60, 70, 80].entries()) {
      await upload(program.api, { name: `cell ${at}.csv`, content: fadingCellCsv(cycles) });
    }
    const unbroken = await create();
    await waitForJob(program.api, unbroken);

    const paused = await create();
    const next = await create({ hyperparams: { epochs: 3 } });
    await reached(paused, epochs * 0.3);
    const answer = await ask('pause', paused);
    expect(answer).toMatchObject({ status: 'queued', held: true, started_at: null });
    expect((await waitForJob(program.api, next)).job.status).toBe('succeeded');

    expect(await program.stop({ keepData: true })).toBe(0);
    program = await startProgram({ dataDir, args });
    const later = await create({ hyperparams: { epochs: 3 } });
    await waitForJob(program.api, later);
    expect(await jobOf(paused)).toMatchObject({ held: true, current_epoch: answer.current_epoch });

    expect(await ask('resume', paused)).toMatchObject({ held: false });
    expect((await waitForJob(program.api, paused)).job).toMatchObject({ status: 'succeeded', held: false });
    expect(modelOf(paused)).toEqual(modelOf(unbroken));

    const { body } = await call('GET', `${program.api}/training-jobs/${paused}/logs?page_size=100&page=1`);
    const { body: more } = await call(
      'GET',
      `${program.api}/training-jobs/${paused}/logs?page_size=100&page=2`,
    );
    const lines = [body, more].flatMap((one) => (one as { readonly logs: readonly LogLine[] }).logs);
    const messages = lines.map(({ message }) => message);
    const at = answer.current_epoch;
    expect(messages).toContain(
      `Paused at epoch ${at} of ${epochs} by a request: it waits until it is resumed`,
    );
    expect(messages).toContain('Resumed by a request: it waits for its turn');
    expect(messages).toContain(`Goes on after epoch ${at} of ${epochs}, from its checkpoint`);
  },
);

test(
  'finished while it runs and while it is paused: succeeded, with a model of what it had come to',
  { timeout: withinMs(120_000) },
  async () => {
    program = await startProgram({ dataDir });
    for (const [at, cycles] of [60, 70].entries()) {
      await upload(program.api, { name: `cell ${at}.csv`, content: fadingCellCsv(cycles) });
    }
    const long = { battery_ids: [1, 2], hyperparams: { epochs: 100_000 } };
    const running = await create(long);
    await reached(running, 50);
    expect(await ask('finish', running)).toMatchObject({ status: 'running' });
    const { job } = await waitForJob(program.api, running);
    expect(job).toMatchObject({ status: 'succeeded', ended_by: 'choice', progress: 1, model_id: 1 });
    expect(job.current_epoch).toBeGreaterThanOrEqual(50);
    expect(job.current_epoch).toBeLessThan(100_000);

    const paused = await create(long);
    await reached(paused, 50);
    const { current_epoch: epoch } = await ask('pause', paused);
    expect(await program.stop({ keepData: true })).toBe(0);
    program = await startProgram({ dataDir });
    await ask('finish', paused);
    const { job: finished } = await waitForJob(program.api, paused);
    expect(finished).toMatchObject({ status: 'succeeded', ended_by: 'choice', current_epoch: epoch });
    const { body: model } = await call('GET', `${program.api}/models/${finished.model_id}`);
    expect(model).toMatchObject({ metrics: { epochs_run: epoch } });
  },
);

test('a job that waits and has done no epoch cannot be finished', async () => {
  program = await startProgram({ dataDir, args: ['--max-concurrent-jobs', '1'] });
  await upload(program.api, { name: 'cell.csv', content: fadingCellCsv(60) });
  const long = { battery_ids: [1], hyperparams: { epochs: 100_000 } };
  await create(long);
  const waiting = await create(long);
  await ask('pause', waiting);
  const { status, body } = await call('POST', `${program.api}/training-jobs/${waiting}/finish`);
  expect(status).toBe(409);
  expect(JSON.stringify(body)).toContain('has done no epoch yet, so there is nothing to make a model of');
});
