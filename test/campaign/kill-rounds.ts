/**
 * Rounds in which the built program or one of its trainers is killed at a random moment while jobs, uploads, settings,
 * stops, deletions and backups go on; then it starts again, and what it was told and had confirmed must be so.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Backup } from '../../src/shared/contract/backup.ts';
import type { Battery } from '../../src/shared/contract/battery.ts';
import type { Settings } from '../../src/shared/contract/settings.ts';
import { type Program, startProgram } from '../support/program.ts';
import { call } from '../support/rest-client.ts';
import { withinMs } from '../support/time-factor.ts';
import { actAtRandom } from './actions.ts';
import { type Chance, createChance } from './chance.ts';
import { endProgram, killProcess, killWhileStarting, trainersOf } from './kills.ts';
import { compareJobs, createLedger, type FoundJob, type Ledger } from './ledger.ts';
import { ask, askAll, listJobs } from './questions.ts';
import { createJob, trainReferences, uploadCells, type WishName } from './references.ts';
import { createRepeatedWork, type RepeatedWork } from './repeated-work.ts';
import { settleJobs, type SettledJobs } from './settle-jobs.ts';

export interface KillCounts extends SettledJobs {
  readonly rounds: number;
  readonly programKills: number;
  readonly killsAtStart: number;
  readonly trainerKills: number;
  readonly ends: number;
  /** Of each training that went on after a kill, ms. */
  readonly repeatedMs: readonly number[];
  readonly faults: readonly string[];
}

export interface KillOptions {
  readonly rounds: number;
  readonly seed: number;
  /** Trains one job through many rounds, so that its checkpoints lie as far apart as they ever do. */
  readonly withLongJob?: boolean;
  readonly say?: (line: string) => void;
}

interface Campaign {
  readonly dataDir: string;
  readonly chance: Chance;
  readonly ledger: Ledger;
  readonly work: RepeatedWork;
  readonly counts: { programKills: number; killsAtStart: number; trainerKills: number; ends: number };
  readonly finished: Set<string>;
  /** Jobs whose trainer was killed, with the epoch they had reached then: a third loss without progress fails a job, as it should. */
  readonly lostAt: Map<number, number>;
}

const wishNames: readonly WishName[] = ['baseline', 'folds', 'bilstm', 'deephpm'];

export async function runKillRounds(options: KillOptions): Promise<KillCounts> {
  const { rounds, seed, withLongJob = false, say = () => undefined } = options;
  const references = await trainReferences(withLongJob ? [...wishNames, 'long'] : wishNames);
  const campaign: Campaign = {
    dataDir: await mkdtemp(join(tmpdir(), 'cellwright-kills-')),
    chance: createChance(seed, 1),
    ledger: createLedger(),
    work: createRepeatedWork(),
    counts: { programKills: 0, killsAtStart: 0, trainerKills: 0, ends: 0 },
    finished: new Set(),
    lostAt: new Map(),
  };
  try {
    await prepare(campaign, withLongJob);
    for (let round = 1; round <= rounds; round += 1) {
      const killed = await playRound(campaign);
      say(
        `round ${round}: ${killed}; ${campaign.ledger.jobs.length} jobs, ${campaign.ledger.faults.length} faults`,
      );
    }
    return { rounds, ...campaign.counts, ...(await settle(campaign, references)) };
  } finally {
    await rm(campaign.dataDir, { recursive: true, force: true });
  }
}

async function prepare({ dataDir, ledger }: Campaign, withLongJob: boolean): Promise<void> {
  const program = await startProgram({ dataDir });
  await uploadCells(program);
  if (withLongJob) {
    const { body } = await createJob(program, 'long', 'long');
    const { id } = body as { id: number };
    ledger.jobs.push({ name: 'long', wish: 'long', id, stopped: 'no', deleted: 'no', held: 'no' });
  }
  await program.stop({ keepData: true });
}

/** Answers what was done to it. */
async function playRound(campaign: Campaign): Promise<string> {
  const { chance, counts, dataDir } = campaign;
  if (chance.happens(0.15)) {
    await killWhileStarting(dataDir, chance.between(20, 600));
    counts.killsAtStart += 1;
  }
  const program = await startProgram({ dataDir });
  await checkWhatWasConfirmed(campaign, program);
  campaign.work.watch(program.api);
  const killAtMs = chance.between(200, 2800);
  const scene = { ...campaign, program, wishNames };
  const acting = actAtRandom(scene, killAtMs + 100);
  const isPolite = chance.happens(0.12);
  if (chance.happens(0.5)) await killTrainer(campaign, program, chance.between(0, killAtMs));
  await new Promise((resolve) => setTimeout(resolve, killAtMs));
  if (isPolite) await endPolitely(campaign, program);
  else {
    campaign.work.noteKill(null);
    await endProgram(program, 'SIGKILL');
    counts.programKills += 1;
  }
  await acting;
  return isPolite ? 'ended' : `killed after ${Math.round(killAtMs)} ms`;
}

async function endPolitely({ counts, ledger }: Campaign, program: Program): Promise<void> {
  const tookMs = await endProgram(program, 'SIGTERM');
  counts.ends += 1;
  if (tookMs > withinMs(5000)) ledger.faults.push(`it took ${Math.round(tookMs)} ms to end`);
  if (program.process.exitCode !== 0) ledger.faults.push(`it ended with ${String(program.process.exitCode)}`);
}

async function killTrainer(campaign: Campaign, program: Program, afterMs: number): Promise<void> {
  const { chance, lostAt, work, counts } = campaign;
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  const jobs = new Map((await listJobs(program.api)).map((job) => [job.id, job]));
  const epochOf = (jobId: number): number => jobs.get(jobId)?.currentEpoch ?? 0;
  const trainers = (await trainersOf(program)).filter(
    ({ jobId }) => epochOf(jobId) > (lostAt.get(jobId) ?? -1),
  );
  if (trainers.length === 0) return;
  const { pid, jobId } = chance.oneOf(trainers);
  work.noteKill(jobId);
  killProcess(pid);
  lostAt.set(jobId, epochOf(jobId) + 50);
  counts.trainerKills += 1;
}

/** At once after a start: jobs, cells, settings, backups. */
async function checkWhatWasConfirmed(campaign: Campaign, { api }: Program): Promise<void> {
  const { ledger } = campaign;
  const jobs = await listJobs(api);
  ledger.faults.push(...compareJobs(ledger, jobs));
  for (const job of jobs) learnFrom(job, campaign);
  const cells = await askAll<Battery>(api, '/batteries');
  const names = cells.map(({ filename }) => filename);
  ledger.faults.push(...compareUploads(ledger, names));
  await checkSettingsAndBackups(ledger, api);
}

/** What the program did not get to answer is known now. */
function learnFrom({ name, id, status, held }: FoundJob, { ledger, finished }: Campaign): void {
  if (status === 'succeeded' || status === 'stopped') finished.add(name);
  const known = ledger.jobs.find((job) => job.name === name);
  if (!known) return;
  known.id ??= id;
  if (status === 'stopped') known.stopped = 'yes';
  // One that was asked for and not answered is carried out once the queue is open.
  if (held) known.held = 'yes';
  else if (known.held === 'yes') known.held = 'no';
}

function compareUploads({ uploads }: Ledger, names: readonly string[]): readonly string[] {
  const lost = uploads.sure.filter((name) => !names.includes(name)).map((name) => `${name} is lost`);
  const doubled = names.filter((name, index) => names.indexOf(name) !== index);
  return [...lost, ...doubled.map((name) => `${name} is there twice`)];
}

const keptBackups = 7;

async function checkSettingsAndBackups({ slots, backups, faults }: Ledger, api: string): Promise<void> {
  const { max_concurrent_jobs: now } = await ask<Settings>(api, '/settings');
  const allowed = [slots.sure ?? 3, ...slots.open];
  if (!allowed.includes(now)) faults.push(`${now} jobs at once, not ${allowed.join(' or ')}`);
  slots.sure = now;
  slots.open = [];
  const { items } = await ask<{ items: readonly Backup[] }>(api, '/backups');
  const names = items.map(({ file }) => file);
  const wanted = backups.slice(-keptBackups).filter((file) => !names.includes(file));
  // Those whose answer did not come may have taken the place of others.
  if (wanted.length > 0 && names.length < keptBackups) faults.push(`backups are lost: ${wanted.join(', ')}`);
}

/** Lets everything end, and looks at what came of it. */
async function settle(
  { dataDir, ledger, work, ...rest }: Campaign,
  references: ReadonlyMap<WishName, string>,
): Promise<SettledJobs & Pick<KillCounts, 'repeatedMs' | 'faults'>> {
  const program = await startProgram({ dataDir });
  try {
    await checkWhatWasConfirmed({ dataDir, ledger, work, ...rest }, program);
    await call('PATCH', `${program.api}/settings`, { max_concurrent_jobs: 3 });
    work.watch(program.api);
    const settled = await settleJobs(program, ledger, references);
    return { ...settled, repeatedMs: work.costsMs(), faults: ledger.faults };
  } finally {
    await program.stop({ keepData: true });
  }
}
