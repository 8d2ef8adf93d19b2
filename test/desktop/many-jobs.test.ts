/**
 * Many short jobs, three at a time, while main is kept so busy that every message of a trainer waits: none may fail. As many
 * as CELLWRIGHT_SHORT_JOBS says.
 */
import type { Page } from 'playwright';
import { afterEach, expect, it } from 'vitest';
import type { Bridge } from '../../src/shared/contract/bridge.ts';
import { type Desktop, electronKind, startDesktop } from '../support/desktop.ts';
import { withinMs } from '../support/time-factor.ts';

const jobCount = Number(process.env.CELLWRIGHT_SHORT_JOBS ?? 9);
/** Of every 10 ms main hears nothing for 6. */
const [busyMs, everyMs] = [6, 10];

let desktop: Desktop | undefined;
afterEach(async () => {
  await desktop?.close();
  desktop = undefined;
});

async function output(page: Page, operation: string, input: object = {}): Promise<Record<string, unknown>> {
  const result = await page.evaluate(
    ([name, asked]) => (globalThis as unknown as { backend: Bridge }).backend.call(name as string, asked),
    [operation, input],
  );
  if (!result.ok) throw new Error(result.error.message);
  return result.output as Record<string, unknown>;
}

const countOf = async (page: Page, status: string): Promise<number> => {
  const { meta } = await output(page, 'list-training-jobs', { status, page_size: 1 });
  return (meta as { total: number }).total;
};

it.skipIf(electronKind === undefined)(
  `of ${jobCount} jobs of two epochs, three at a time beside a busy main, none fails`,
  async () => {
    desktop = await startDesktop();
    const { app, page } = desktop;
    const { items } = await output(page, 'create-sample-batteries');
    const battery_ids = (items as { id: number }[]).slice(0, 2).map(({ id }) => id);
    await output(page, 'update-settings', { max_concurrent_jobs: 3 });
    await app.evaluate(
      (_electron, [busy, every]) => {
        setInterval(() => {
          const until = performance.now() + (busy ?? 0);
          while (performance.now() < until);
        }, every);
      },
      [busyMs, everyMs],
    );
    for (let count = 0; count < jobCount; count += 1) {
      await output(page, 'create-training-job', {
        algorithm: 'baseline',
        battery_ids,
        hyperparams: { epochs: 2 },
      });
    }
    const startedAt = performance.now();
    const open = async () => (await countOf(page, 'queued')) + (await countOf(page, 'running'));
    await expect.poll(open, { timeout: withinMs(20_000 + jobCount * 2000), interval: 250 }).toBe(0);
    const ends = { succeeded: await countOf(page, 'succeeded'), failed: await countOf(page, 'failed') };
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    console.log(`${jobCount} jobs in ${seconds} s: ${JSON.stringify(ends)}`);
    expect(ends).toEqual({ succeeded: jobCount, failed: 0 });
  },
  withinMs(40_000 + jobCount * 2000),
);
