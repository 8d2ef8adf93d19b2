/** What a campaign asked for and what it was answered: what must be true of the program afterwards. */
import type { JobStatus } from '../../src/shared/contract/job.ts';
import type { WishName } from './references.ts';

/** `open`: the program died before it answered, so that both may be. */
type Answered = 'no' | 'open' | 'yes';

export interface KnownJob {
  /** Given by the campaign, once each. */
  readonly name: string;
  readonly wish: WishName;
  /** Undefined where the program died before it answered. */
  id: number | undefined;
  stopped: Answered;
  deleted: Answered;
  /** `yes`: paused and not resumed. */
  held: Answered;
}

export interface Ledger {
  readonly jobs: KnownJob[];
  /** Names of files whose upload was answered with 201, and of those that may have come in. */
  readonly uploads: { readonly sure: string[]; readonly open: string[] };
  /** Names of files of backups that were confirmed, the newest last. */
  readonly backups: string[];
  /** The last one that was confirmed, and those asked for since. */
  readonly slots: { sure: number | undefined; open: number[] };
  /** Answers that said in words that it cannot be now. */
  readonly refusals: string[];
  readonly faults: string[];
}

export const createLedger = (): Ledger => ({
  jobs: [],
  uploads: { sure: [], open: [] },
  backups: [],
  slots: { sure: undefined, open: [] },
  refusals: [],
  faults: [],
});

export const mayStillRun = (job: KnownJob, finished: ReadonlySet<string>): boolean =>
  job.stopped === 'no' && job.deleted === 'no' && !finished.has(job.name);

/** What the API says of one job. */
export interface FoundJob {
  readonly id: number;
  readonly name: string;
  readonly status: JobStatus;
  readonly held: boolean;
  readonly currentEpoch: number;
  readonly totalEpochs: number;
  readonly modelId: number | null;
  readonly errorMessage: string | null;
}

/** What of the ledger is not so, in words: jobs that are lost, doubled, or came back. */
export function compareJobs({ jobs }: Ledger, found: readonly FoundJob[]): readonly string[] {
  const byName = Map.groupBy(found, ({ name }) => name);
  const known = new Set(jobs.map(({ name }) => name));
  const faults = jobs.flatMap((job) => compareJob(job, byName.get(job.name) ?? []));
  const strange = found.filter(({ name }) => !known.has(name)).map(({ id }) => `nobody asked for job ${id}`);
  return [...faults, ...strange];
}

function compareJob(job: KnownJob, found: readonly FoundJob[]): readonly string[] {
  const { name } = job;
  if (found.length > 1) return [`${name} is doubled: jobs ${found.map(({ id }) => id).join(', ')}`];
  const [one] = found;
  if (!one) return job.id !== undefined && job.deleted === 'no' ? [`${name} is lost: job ${job.id}`] : [];
  if (job.deleted === 'yes') return [`${name} was deleted, and is back as job ${one.id}`];
  return compareStatus(job, one);
}

function compareStatus(job: KnownJob, one: FoundJob): readonly string[] {
  const { name, stopped } = job;
  const { status } = one;
  if (stopped === 'yes' && status !== 'stopped') return [`${name} was stopped, and is ${status}`];
  if (stopped === 'no' && status === 'stopped') return [`${name} is stopped, which nobody asked for`];
  if (status === 'failed') return [`${name} failed: ${String(one.errorMessage)}`];
  return compareHeld(job, one);
}

function compareHeld({ name, stopped, held }: KnownJob, one: FoundJob): readonly string[] {
  const isHeld = one.status === 'queued' && one.held;
  if (held === 'yes' && stopped === 'no' && !isHeld) return [`${name} was paused, and is ${one.status}`];
  return held === 'no' && one.held ? [`${name} is held, which nobody asked for`] : [];
}
