/** The program is killed and ended while it trains: its jobs go on by themselves, and end as if nothing had been. */
import { once } from 'node:events';
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
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cellwright-resume-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const epochs = 600;
const create = async ({ api }: Program): Promise<number> => {
  const { body } = await call('POST', `${api}/training-jobs`, {
    algorithm: 'baseline',
    battery_ids: [1, 2, 3],
    hyperparams: { epochs, batch_size: 8, folds: 2, reproducible: true },
  });
  return (body as JobDetail).id;
};
const currentEpoch = async ({ api }: Program, id: number): Promise<number> =>
  ((await call('GET', `${api}/training-jobs/${id}`)).body as JobDetail).current_epoch;
const reached = (program: Program, id: number, epoch: number): Promise<void> =>
  expect
    .poll(() => currentEpoch(program, id), { interval: 10, timeout: withinMs(30_000) })
    .toBeGreaterThanOrEqual(epoch);
const messagesOf = async ({ api }: Program, id: number): Promise<readonly string[]> => {
  const pages = [1, 2].map((page) =>
    call('GET', `${api}/training-jobs/${id}/logs?page_size=100&page=${page}`),
  );
  const bodies = (await Promise.all(pages)).map(({ body }) => body as { readonly logs: readonly LogLine[] });
  return bodies.flatMap(({ logs }) => logs.map(({ message }) => message));
};
const modelOf = (jobId: number): Buffer => {
  const file = readdirSync(join(dataDir, 'models')).find((name) => name.startsWith(`job-${jobId}.`));
  return readFileSync(join(dataDir, 'models', file ?? 'none'));
};

test(
  'killed, then ended with SIGTERM: the same model, every epoch and every line once',
  { timeout: withinMs(120_000) },
  async () => {
    const first = await startProgram({ dataDir });
    for (const [at, cycles] of [60, 70, 80].entries()) {
      const { status } = await upload(first.api, { name: `cell ${at}.csv`, content: fadingCellCsv(cycles) });
      expect(status).toBe(201);
    }
    const unbroken = await create(first);
    expect((await waitForJob(first.api, unbroken)).job.status).toBe('succeeded');

    const broken = await create(first);
    await reached(first, broken, epochs * 0.4);
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');

    const second = await startProgram({ dataDir });
    await reached(second, broken, epochs * 0.5);
    expect(await second.stop({ keepData: true })).toBe(0);

    const third = await startProgram({ dataDir });
    const { job } = await waitForJob(third.api, broken);
    expect(job).toMatchObject({ status: 'succeeded', progress: 1 });
    expect(modelOf(broken)).toEqual(modelOf(unbroken));

    const metricsOf = async (id: number): Promise<unknown> =>
      (await call('GET', `${third.api}/training-jobs/${id}/metrics`)).body;
    expect(await metricsOf(broken)).toEqual(await metricsOf(unbroken));
    const lines = await messagesOf(third, broken);
    const epochLines = (from: readonly string[]): readonly string[] =>
      from.filter((line) => line.startsWith('Epoch '));
    expect(epochLines(lines)).toEqual(epochLines(await messagesOf(third, unbroken)));
    expect(lines.filter((line) => /^Goes on after epoch \d+ of 600/.test(line))).toHaveLength(2);
    expect(lines).toContainEqual(expect.stringMatching(/ended unexpectedly .* the job goes on$/));
    await third.stop({ keepData: true });
  },
);
