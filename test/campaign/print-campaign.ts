/** Runs what was asked for and says what it counted. */
import { runDiskRounds } from './disk-rounds.ts';
import { runDamageRounds } from './damage-rounds.ts';
import { type KillCounts, runKillRounds } from './kill-rounds.ts';

export interface CampaignWish {
  readonly rounds: number;
  readonly seed: number;
  readonly only?: 'kills' | 'disk' | 'damage' | undefined;
}

/** Rounds from which on one job is long enough for checkpoints that lie as far apart as they ever do. */
const roundsOfLongJob = 100;
const say = (line: string): void => console.error(line);

type Kind = 'kills' | 'disk' | 'damage';

/** Each answers its faults. */
const kinds: Readonly<Record<Kind, (wish: CampaignWish) => Promise<readonly string[]>>> = {
  kills: async ({ rounds, seed }) => {
    const counts = await runKillRounds({ rounds, seed, withLongJob: rounds >= roundsOfLongJob, say });
    printKills(counts);
    return counts.faults;
  },
  disk: async ({ rounds, seed }) => {
    const counts = await runDiskRounds({ rounds, seed, say });
    if (!counts) console.log('\ndisk: skipped, since no tmpfs can be mounted here (root can)');
    else printCounts('disk', counts);
    return counts?.faults ?? [];
  },
  damage: async ({ rounds, seed }) => {
    const counts = await runDamageRounds({ rounds, seed, say });
    printCounts('damage', counts);
    for (const one of counts.harmlessCases) console.log(`  without consequence: ${one}`);
    return counts.faults;
  },
};

/** Answers whether there was no fault. */
export async function printCampaign(wish: CampaignWish): Promise<boolean> {
  console.log(`seed ${wish.seed}`);
  const wanted = wish.only === undefined ? (Object.keys(kinds) as Kind[]) : [wish.only];
  const faults: string[] = [];
  for (const kind of wanted) faults.push(...(await kinds[kind](wish)));
  for (const fault of faults) console.log(`FAULT ${fault}`);
  return faults.length === 0;
}

function printKills(counts: KillCounts): void {
  const { repeatedMs, faults, ...numbers } = counts;
  const sorted = [...repeatedMs].sort((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)];
  printCounts('kills', { ...numbers, faults });
  console.log(
    `  work done twice: ${sorted.length} times, median ${inSeconds(middle)}, at most ${inSeconds(sorted.at(-1))}`,
  );
}

/** Lists count by their length. */
function printCounts(kind: string, counts: object): void {
  console.log(`\n${kind}`);
  for (const [name, count] of Object.entries(counts) as [string, number | readonly string[]][]) {
    console.log(`  ${name}: ${typeof count === 'number' ? count : count.length}`);
  }
}

const inSeconds = (ms: number | undefined): string =>
  ms === undefined ? '–' : `${(ms / 1000).toFixed(2)} s`;
