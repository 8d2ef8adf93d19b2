/** A training that is paused in the middle, over a restart of the program, ends with the bits of one that never was. */
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
const create = async (changes: object = {}): Promise<number> => {
  const { body } = await call('POST', `${program?.api}/training-jobs`, {
    algorithm: 'baseline',
    battery_ids: [1, 2, 3],
    hyperparams: { epochs, batch_size: 8, folds: 2, reproducible: true, ...changes },
  });
  return (body as JobDetail).id;
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
    const next = await create({ epochs: 3 });
    await reached(paused, epochs * 0.3);
    const answer = await ask('pause', paused);
    expect(answer).toMatchObject({ status: 'queued', held: true, started_at: null });
    expect((await waitForJob(program.api, next)).job.status).toBe('succeeded');

    expect(await program.stop({ keepData: true })).toBe(0);
    program = await startProgram({ dataDir, args });
    const later = await create({ epochs: 3 });
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
