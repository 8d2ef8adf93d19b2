/** Rounds in which the disk of a program at work fills up and is freed again at random: no job may fail, and none be lost. */
import { join } from 'node:path';
import { type Program, startProgram } from '../support/program.ts';
import { actAtRandom } from './actions.ts';
import { type Chance, createChance } from './chance.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { listJobs } from './questions.ts';
import { trainReferences, uploadCells, type WishName } from './references.ts';
import { settleJobs, type SettledJobs } from './settle-jobs.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

export interface DiskCounts extends SettledJobs {
  readonly rounds: number;
  /** Answers that said no in words, as may be while there is no room. */
  readonly refusals: number;
  readonly faults: readonly string[];
}

export interface DiskOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
}

interface Rounds {
  readonly disk: SmallDisk;
  readonly program: Program;
  readonly chance: Chance;
  readonly ledger: Ledger;
}

const wishNames: readonly WishName[] = ['baseline', 'folds', 'bilstm'];
const diskMegabytes = 80;

/** Undefined where no small disk can be had. */
export async function runDiskRounds(options: DiskOptions): Promise<DiskCounts | undefined> {
  const disk = mountSmallDisk(diskMegabytes);
  if (!disk) return undefined;
  const { rounds, seed, say = () => undefined } = options;
  try {
    const references = await trainReferences(wishNames);
    const program = await startProgram({ dataDir: join(disk.path, 'data') });
    const ledger = createLedger();
    try {
      await uploadCells(program);
      const chance = createChance(seed, 2);
      for (let round = 1; round <= rounds; round += 1) {
        await playRound({ disk, program, chance, ledger });
        say(
          `round ${round}: ${ledger.jobs.length} jobs, ${ledger.refusals.length} refusals, ${ledger.faults.length} faults`,
        );
      }
      const settled = await settleJobs(program, ledger, references);
      return { rounds, ...settled, refusals: ledger.refusals.length, faults: ledger.faults };
    } finally {
      await program.stop({ keepData: true });
    }
  } finally {
    disk.remove();
  }
}

async function playRound({ disk, program, chance, ledger }: Rounds): Promise<void> {
  const [fullAfterMs, fullForMs, thenMs] = [
    chance.between(0, 1500),
    chance.between(100, 4000),
    chance.between(0, 3000),
  ];
  const finished = await finishedNames(program);
  const acting = actAtRandom({ program, ledger, chance, wishNames, finished }, fullAfterMs + fullForMs);
  await pause(fullAfterMs);
  // Now and then nothing is left at all, else less than the next write needs.
  disk.fill(chance.happens(0.4) ? 0 : chance.between(0, 300_000));
  await pause(fullForMs);
  disk.free();
  await pause(thenMs);
  await acting;
  if (program.process.exitCode !== null || program.process.signalCode !== null) {
    throw new Error(`the program ended: ${program.output()}`);
  }
}

async function finishedNames({ api }: Program): Promise<ReadonlySet<string>> {
  const jobs = await listJobs(api);
  return new Set(
    jobs.filter(({ status }) => status !== 'queued' && status !== 'running').map(({ name }) => name),
  );
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
