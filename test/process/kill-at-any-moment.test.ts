/**
 * Kills at random moments, from the fork to the exit: no child hangs, and every end has its right name. As often as
 * CELLWRIGHT_KILLS says; the moments come from a seed.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { spawnUtilityChild } from '../../src/main/desktop/spawn-utility-child.ts';
import type { Child, ChildEnd, ChildSignal, StartChild } from '../../src/main/processes/child.ts';
import { forkChild } from '../../src/main/processes/fork-child.ts';
import { mulberry32 } from '../support/random-moments.ts';
import { repositoryRoot } from '../support/program.ts';
import { standInUtility } from '../support/stand-in-utility.ts';
import { withinMs } from '../support/time-factor.ts';

const entry = join(repositoryRoot, 'test', 'process', 'children', 'child.mjs');
const killCount = Number(process.env.CELLWRIGHT_KILLS ?? 24);
const hangMs = withinMs(20_000);

interface Outcome {
  readonly who: string;
  readonly end: ChildEnd | 'it hangs';
}

/** Says forty things and goes. */
const begin = (start: StartChild): Child => {
  const child = start({
    entry,
    args: ['says-much-and-closes'],
    heapLimitMb: 64,
    serviceName: 'Test',
    onMessage: () => undefined,
  });
  child.send({ count: 40 });
  return child;
};

/** Of four at a time, as they are killed. */
async function lifeOf(start: StartChild): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: 4 }, () => begin(start).ended));
  return performance.now() - startedAt;
}

async function killOnce(start: StartChild, who: 'somebody' | 'we', momentMs: number): Promise<Outcome> {
  const child = begin(start);
  await delay(momentMs);
  const signal: ChildSignal = Math.round(momentMs) % 2 === 0 ? 'SIGKILL' : 'SIGTERM';
  if (who === 'we' || child.pid === undefined) child.kill(signal);
  else killByNumber(child.pid, signal);
  const end = await Promise.race([child.ended, delay(hangMs, 'it hangs' as const)]);
  return { who: `${who}, ${signal}, at ${Math.round(momentMs)} ms`, end };
}

function killByNumber(pid: number, signal: ChildSignal): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself just now.
  }
}

/** By the signal it was sent, or by itself before. */
function isNamedRightly({ who, end }: Outcome): boolean {
  if (end === 'it hangs' || end.kind === 'never-started') return false;
  if (end.signal === null) return end.exitCode === 0;
  return end.exitCode === null && who.includes(end.signal);
}

const wordOf = ({ end }: Outcome): string =>
  end === 'it hangs' || end.kind === 'never-started' ? 'nameless' : (end.signal ?? 'by itself');

it.each<[string, StartChild]>([
  ["Node's fork", forkChild],
  ["Electron's utilityProcess", spawnUtilityChild(standInUtility)],
])(
  'whenever a child of %s is killed, it ends, and its end is named rightly',
  async (_, start) => {
    const random = mulberry32(20_261_128);
    const lifeMs = 1.2 * (await lifeOf(start));
    const outcomes: Outcome[] = [];
    for (let count = 0; count < killCount; count += 4) {
      const four = Array.from({ length: 4 }, (_each, index) =>
        killOnce(start, index % 2 === 0 ? 'we' : 'somebody', index === 0 ? 0 : lifeMs * random()),
      );
      outcomes.push(...(await Promise.all(four)));
    }
    expect(outcomes.filter((outcome) => !isNamedRightly(outcome))).toEqual([]);
    const counts = [...Map.groupBy(outcomes, wordOf)].map(([end, all]) => `${all.length} ${end}`);
    console.log(`${killCount} kills: ${counts.join(', ')}`);
  },
  withinMs(30_000 + killCount * 1000),
);
