/** A job and its extension together are, to the bit, one training of all their epochs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fadingCellCsv } from '../support/fading-cell.ts';
import { type Program, startProgram } from '../support/program.ts';
import { call, type JobDetail, upload, waitForJob } from '../support/rest-client.ts';
import { withinMs } from '../support/time-factor.ts';

let dataDir: string;
let program: Program;
let jobs: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cellwright-extend-'));
  program = await startProgram({ dataDir });
  jobs = `${program.api}/training-jobs`;
  for (const [at, cycles] of [60, 70, 80].entries()) {
    await upload(program.api, { name: `cell ${at}.csv`, content: fadingCellCsv(cycles) });
  }
});
afterEach(async () => {
  await program.stop({ keepData: true });
  await rm(dataDir, { recursive: true, force: true });
});

const create = async (job: object): Promise<number> => {
  const { body } = await call('POST', jobs, { battery_ids: [1, 2, 3], ...job });
  return (body as JobDetail).id;
};
const extend = (id: number, epochs: number) => call('POST', `${jobs}/${id}/extend`, { epochs });
const idOf = ({ body }: Awaited<ReturnType<typeof extend>>): number => (body as JobDetail).id;
const succeeded = async (id: number): Promise<JobDetail> => {
  const { job } = await waitForJob(program.api, id);
  expect(job.status).toBe('succeeded');
  return job;
};
const modelOf = (jobId: number): Buffer => {
  const file = readdirSync(join(dataDir, 'models')).find((name) => name.startsWith(`job-${jobId}.`));
  return readFileSync(join(dataDir, 'models', file ?? 'none'));
};
const checkpointOf = (jobId: number): string =>
  join(dataDir, 'jobs', String(jobId), 'checkpoint.safetensors');
const refused = (reason: RegExp) => ({
  status: 409,
  body: { error: { code: 'CONFLICT', message: expect.stringMatching(reason) } },
});

const kinds: readonly [string, object, object][] = [
  ['a single run', { algorithm: 'baseline' }, {}],
  [
    'runs side by side, some of which early stopping ends',
    { algorithm: 'baseline' },
    { folds: 3, early_stopping_patience: 12 },
  ],
  ['a BiLSTM', { algorithm: 'bilstm' }, { hidden_size: 8, window: 10 }],
];

test.each(kinds)(
  '%s: twenty epochs and twenty more are forty at once',
  { timeout: withinMs(120_000) },
  async (_name, job, hyperparams) => {
    const known = { reproducible: true, ...hyperparams };
    const whole = await create({ ...job, hyperparams: { ...known, epochs: 40 } });
    const half = await create({ ...job, hyperparams: { ...known, epochs: 20 }, model_name: null });
    await succeeded(whole);
    const { model_id: firstModel } = await succeeded(half);

    const answer = await extend(half, 20);
    expect(answer).toMatchObject({
      status: 201,
      body: { extends_job_id: half, current_epoch: 20, total_epochs: 40, progress: 0.5 },
    });
    const more = await succeeded(idOf(answer));
    expect(modelOf(more.id)).toEqual(modelOf(whole));
    const metricsOf = async (id: number) => (await call('GET', `${jobs}/${id}/metrics`)).body;
    expect(await metricsOf(more.id)).toEqual(await metricsOf(whole));
    // What it goes on from stays as it was.
    const before = (await call('GET', `${jobs}/${half}`)).body;
    expect(before).toMatchObject({ status: 'succeeded', total_epochs: 20, model_id: firstModel });
  },
);

test(
  'what was ended by choice goes on from there; what was extended can be extended; the first may be gone',
  { timeout: withinMs(120_000) },
  async () => {
    const id = await create({ algorithm: 'baseline', hyperparams: { epochs: 100_000 } });
    await expect
      .poll(async () => ((await call('GET', `${jobs}/${id}`)).body as JobDetail).current_epoch, {
        interval: 10,
      })
      .toBeGreaterThan(5);
    await call('POST', `${jobs}/${id}/finish`);
    const { current_epoch: epoch } = await succeeded(id);
    const second = await succeeded(idOf(await extend(id, 3)));
    expect(second).toMatchObject({ current_epoch: epoch + 3, total_epochs: epoch + 3, ended_by: 'epochs' });
    await call('DELETE', `${jobs}/${id}`);
    expect(await succeeded(idOf(await extend(second.id, 2)))).toMatchObject({ total_epochs: epoch + 5 });
  },
);

test(
  'refused in words: not succeeded, ended by early stopping, no checkpoint kept, too many epochs',
  { timeout: withinMs(120_000) },
  async () => {
    const long = await create({ algorithm: 'baseline', hyperparams: { epochs: 100_000 } });
    expect(await extend(long, 5)).toMatchObject(refused(/only one that succeeded can be/));
    await call('POST', `${jobs}/${long}/stop`);
    expect(await extend(long, 5)).toMatchObject(refused(/it is stopped/));
    expect(existsSync(checkpointOf(long))).toBe(false);

    const impatient = { epochs: 20_000, early_stopping_patience: 3, learning_rate: 0.1 };
    const early = await create({ algorithm: 'baseline', hyperparams: impatient });
    expect(await succeeded(early)).toMatchObject({ ended_by: 'patience' });
    expect(await extend(early, 5)).toMatchObject(refused(/early_stopping_patience ended its training/));

    const kept = await create({ algorithm: 'baseline', hyperparams: { epochs: 3 } });
    const { model_id: model } = await succeeded(kept);
    expect(existsSync(checkpointOf(kept))).toBe(true);
    expect(await extend(kept, 99_999)).toMatchObject({ status: 422 });
    await call('DELETE', `${program.api}/models/${model}`);
    expect(existsSync(checkpointOf(kept))).toBe(false);
    expect(await extend(kept, 5)).toMatchObject(refused(/its last checkpoint was not kept/));

    await call('PATCH', `${program.api}/settings`, { keep_checkpoints: false });
    const bare = await create({ algorithm: 'baseline', hyperparams: { epochs: 3 } });
    await succeeded(bare);
    expect(existsSync(checkpointOf(bare))).toBe(false);
    expect(await extend(bare, 5)).toMatchObject(refused(/its last checkpoint was not kept/));
  },
);
