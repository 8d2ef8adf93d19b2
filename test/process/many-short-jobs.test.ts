/**
 * Many short jobs, three at a time, on the strict stand-in for Electron's utility processes, while main is kept so busy that
 * every message of a trainer waits: none may fail. As many as CELLWRIGHT_SHORT_JOBS says. `npm run desktop:check` does the same
 * to a whole program.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startBackend } from '../../src/main/backend.ts';
import { spawnUtilityChild } from '../../src/main/desktop/spawn-utility-child.ts';
import { resolveSettings } from '../../src/main/host/host-settings.ts';
import { createProgramSettings } from '../../src/main/settings/program-settings.ts';
import { createTrainingJobSchema } from '../../src/shared/contract/job.ts';
import { settingsSchema } from '../../src/shared/contract/settings.ts';
import { repositoryRoot } from '../support/program.ts';
import { standInUtility } from '../support/stand-in-utility.ts';
import { withinMs } from '../support/time-factor.ts';

const jobCount = Number(process.env.CELLWRIGHT_SHORT_JOBS ?? 12);
/** Of every 10 ms main hears nothing for 6. */
const [busyMs, everyMs] = [6, 10];

const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (details: object) => console.error(details),
};

async function openProgram(dataDir: string) {
  const filePath = join(dataDir, 'settings.json');
  const { inForce } = resolveSettings({ arguments: {}, environment: {}, file: {}, filePath });
  const more = {
    data_dir: dataDir,
    port_at_next_start: 8000,
    port_set_by: 'default',
    max_concurrent_jobs: 3,
  };
  return startBackend({
    dataDir,
    log,
    settings: createProgramSettings(settingsSchema.parse({ ...inForce, ...more }), filePath),
    programDir: join(repositoryRoot, 'out', 'main'),
    startChild: spawnUtilityChild(standInUtility),
  });
}

function keepBusy(): () => void {
  const timer = setInterval(() => {
    const until = performance.now() + busyMs;
    while (performance.now() < until);
  }, everyMs);
  return () => clearInterval(timer);
}

it(
  `of ${jobCount} jobs of two epochs, three at a time beside a busy main, none fails`,
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'cellwright-many-'));
    const backend = await openProgram(dataDir);
    const { handlers } = backend;
    const beIdle = keepBusy();
    try {
      backend.startQueue();
      const { items } = await handlers['create-sample-batteries']({});
      const battery_ids = items.slice(0, 2).map(({ id }) => id);
      const choice = createTrainingJobSchema.parse({
        algorithm: 'baseline',
        battery_ids,
        hyperparams: { epochs: 2 },
      });
      const startedAt = performance.now();
      for (let count = 0; count < jobCount; count += 1) {
        await handlers['create-training-job'](choice);
      }
      const count = async (status: 'queued' | 'running' | 'succeeded' | 'failed') =>
        (await handlers['list-training-jobs']({ status, page: 1, page_size: 1 })).meta.total;
      const open = async () => (await count('queued')) + (await count('running'));
      await expect.poll(open, { timeout: withinMs(20_000 + jobCount * 1500), interval: 250 }).toBe(0);
      const ends = { succeeded: await count('succeeded'), failed: await count('failed') };
      console.log(
        `${jobCount} jobs in ${Math.round((performance.now() - startedAt) / 1000)} s: ${JSON.stringify(ends)}`,
      );
      expect(ends).toEqual({ succeeded: jobCount, failed: 0 });
    } finally {
      beIdle();
      await backend.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  },
  withinMs(40_000 + jobCount * 1500),
);
