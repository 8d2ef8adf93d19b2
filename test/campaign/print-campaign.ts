/** Runs what was asked for and says what it counted. */
import { runDiskRounds } from './disk-rounds.ts';
import { type KillCounts, runKillRounds } from './kill-rounds.ts';

export interface CampaignWish {
  readonly rounds: number;
  readonly seed: number;
  readonly only?: 'kills' | 'disk' | 'damage' | undefined;
}

/** Rounds from which on one job is long enough for checkpoints that lie as far apart as they ever do. */
const roundsOfLongJob = 100;
const say = (line: string): void => console.error(line);

/** Answers whether there was no fault. */
export async function printCampaign({ rounds, seed, only }: CampaignWish): Promise<boolean> {
  console.log(`seed ${seed}`);
  const faults: string[] = [];
  if (only === undefined || only === 'kills') {
    const counts = await runKillRounds({ rounds, seed, withLongJob: rounds >= roundsOfLongJob, say });
    printKills(counts);
    faults.push(...counts.faults);
  }
  if (only === undefined || only === 'disk') {
    const counts = await runDiskRounds({ rounds, seed, say });
    if (!counts) console.log('\ndisk: skipped, since no tmpfs can be mounted here (root can)');
    else printCounts('disk', counts);
    faults.push(...(counts?.faults ?? []));
  }
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
