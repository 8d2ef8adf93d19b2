/** A few rounds of the campaign in every run of the tests; `npm run campaign -- --rounds 200` plays as many as one likes. */
import { expect, test } from 'vitest';
import { runDamageRounds } from '../campaign/damage-rounds.ts';
import { runDiskRounds } from '../campaign/disk-rounds.ts';
import { runKillRounds } from '../campaign/kill-rounds.ts';
import { withinMs } from '../support/time-factor.ts';

const seed = 20;
const mostMsTwice = 8000;

test(
  'of jobs none is lost, doubled or stuck by 20 kills, and each model is that of an unbroken training',
  { timeout: withinMs(180_000) },
  async () => {
    const counts = await runKillRounds({ rounds: 20, seed });
    expect(counts.faults).toEqual([]);
    expect(counts.modelsCompared).toBeGreaterThan(0);
    expect(Math.max(0, ...counts.repeatedMs)).toBeLessThan(withinMs(mostMsTwice));
  },
);

test(
  'a disk that is full now and then fails no job (skipped where no tmpfs can be mounted)',
  { timeout: withinMs(180_000) },
  async ({ skip }) => {
    const counts = await runDiskRounds({ rounds: 3, seed });
    if (!counts) return skip('no tmpfs can be mounted here; root can');
    expect(counts.faults).toEqual([]);
    expect(counts.modelsCompared).toBeGreaterThan(0);
  },
);

test(
  'of what is damaged nothing is served, nothing is deleted, and each is named or of no consequence',
  { timeout: withinMs(180_000) },
  async () => {
    const counts = await runDamageRounds({ rounds: 15, seed });
    expect(counts.faults).toEqual([]);
    expect(counts.named + counts.refusedToStart).toBeGreaterThan(counts.harmless);
  },
);
