/** The runs in progress, as many as there are slots. A slot is free again when its job's end is recorded. */
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../shared/domain/app-error.ts';
import type { JobStores } from '../store/job-stores.ts';
import { errorCode } from './explain-file-error.ts';
import { nextJobsToStart, type QueuedJob } from './job-queue.ts';
import { type JobRun, type JobRunParts, type JobStart, startJobRun } from './job-run.ts';
import { shareThreads } from './share-threads.ts';
import { failUnreadable } from './fail-unreadable.ts';

export interface JobRuns {
  /** From now on jobs start. */
  readonly open: () => void;
  /** Looks whether a job can start. Never throws. */
  readonly wake: () => void;
  readonly setSlots: (maxConcurrentJobs: number) => void;
  /**
   * Ends the job's run; resolves when it is over, at once where it has none. Throws CONFLICT where the process is gone
   * and its end cannot be recorded, as on a full disk; that is tried again until it succeeds.
   */
  readonly end: (jobId: number, request: 'stop' | 'pause') => Promise<void>;
  /** Whatever it has come to after this epoch, or the one that runs, becomes the model. */
  readonly finish: (jobId: number, afterEpoch: number) => void;
  /** Resolves when a pause that was asked for is over, at once where none was. */
  readonly paused: (jobId: number) => Promise<void>;
  /** Ends all runs; no job starts any more. */
  readonly close: () => Promise<void>;
}

export interface JobRunsParts extends JobRunParts {
  readonly stores: JobStores;
  readonly maxConcurrentJobs: number;
  /** While it is, no waiting job starts. */
  readonly isQueueHeld: () => boolean;
  /** That trainings may keep busy, now. */
  readonly usableCores: () => number;
}

const shutdownLimitMs = 3500;
const longestWaitMs = 60_000;

interface Slots {
  count: number;
  phase: 'waiting' | 'open' | 'closed';
}

export function createJobRuns(parts: JobRunsParts): JobRuns {
  const runs = new Map<number, JobRun>();
  const slots: Slots = { count: parts.maxConcurrentJobs, phase: 'waiting' };
  let timer: NodeJS.Timeout | undefined;

  const begin = ({ id, maxBeside }: QueuedJob): void => {
    const run = startRun({ id, maxBeside, othersRunning: () => runs.size - 1 }, parts);
    if (run) runs.set(id, run);
    // Also where its row could not be read: the next in line has its turn.
    void (run?.recorded ?? Promise.resolve()).then(() => runs.delete(id)).then(wake);
  };
  const wake = (): void => {
    if (slots.phase !== 'open' || parts.isQueueHeld()) return;
    clearTimeout(timer);
    try {
      const time = parts.now();
      startable(parts, time, [...runs.values()], slots.count).forEach(begin);
      if (parts.executor.countsSlots) shareCores([...runs.values()], parts.usableCores());
      timer = wakeAtNextStart(parts, time, wake);
    } catch (error) {
      parts.reportError(error);
      timer = setTimeout(wake, parts.limits.retryMs);
    }
  };
  return {
    open: () => {
      if (slots.phase === 'waiting') slots.phase = 'open';
      wake();
    },
    wake,
    setSlots: (maxConcurrentJobs) => {
      slots.count = maxConcurrentJobs;
      wake();
    },
    close: () => {
      slots.phase = 'closed';
      clearTimeout(timer);
      return endAll([...runs.values()]);
    },
    ...wishesOf(runs),
  };
}

const wishesOf = (runs: ReadonlyMap<number, JobRun>): Pick<JobRuns, 'end' | 'finish' | 'paused'> => ({
  end: (jobId, request) => endRun(runs.get(jobId), request),
  finish: (jobId, afterEpoch) => runs.get(jobId)?.finish(afterEpoch),
  paused: (jobId) => pauseOf(runs.get(jobId)),
});

function shareCores(runs: readonly JobRun[], cores: number): void {
  const useful = runs.map(({ usefulThreads }) => usefulThreads);
  for (const [at, threads] of shareThreads(cores, useful).entries()) runs[at]?.grantThreads(threads);
}

/** Where the runs of the executor take no slots of this machine, all that wait start. */
function startable(
  { stores: { attempts }, executor }: JobRunsParts,
  time: string,
  running: readonly JobRun[],
  maxConcurrentJobs: number,
): readonly QueuedJob[] {
  if (!executor.countsSlots) return attempts.listStartable(time, -1);
  const waiting = attempts.listStartable(time, maxConcurrentJobs);
  return nextJobsToStart({ waiting, running, maxConcurrentJobs });
}

/**
 * For jobs that may not start yet. `time`: that of which the startable ones were listed, or a job whose time comes in
 * between is overlooked for good. A clock that jumps makes it look again sooner or later, never not at all.
 */
function wakeAtNextStart(
  { stores }: JobRunsParts,
  time: string,
  wake: () => void,
): NodeJS.Timeout | undefined {
  const next = stores.attempts.findNextStart(time);
  if (next === undefined) return undefined;
  const waitMs = Math.min(Date.parse(next) - Date.parse(time), longestWaitMs);
  return setTimeout(wake, waitMs);
}

/** Undefined where the job's row cannot be read: that costs the job, and nobody else. */
function startRun(
  { id, ...start }: QueuedJob & Pick<JobStart, 'othersRunning'>,
  parts: JobRunsParts,
): JobRun | undefined {
  if (failUnreadable(id, parts)) return undefined;
  const job = parts.journal.recordStarted(id);
  return startJobRun(job, { ...start, threadLimit: parts.usableCores() }, parts);
}

async function pauseOf(run: JobRun | undefined): Promise<void> {
  if (run?.endRequest() === 'pause') await run.recorded;
}

async function endRun(run: JobRun | undefined, request: 'stop' | 'pause'): Promise<void> {
  if (!run) return;
  run.requestEnd(request);
  const failed = run.unrecordable.then((error) => {
    throw unrecordable(run.jobId, error);
  });
  await Promise.race([run.recorded, failed]);
}

function unrecordable(jobId: number, cause: unknown): AppError {
  const reason =
    errorCode(cause) === 'SQLITE_FULL'
      ? 'the disk is full. Free some space; then it is recorded by itself'
      : `${String(cause)}. It is tried again every few seconds`;
  const message = `Training job with ID ${jobId} has ended, but that cannot be recorded: ${reason}`;
  return new AppError('CONFLICT', message, { cause });
}

/** Gives up on what hangs beyond the limit, such as a dead disk: the next start puts it right. */
async function endAll(runs: readonly JobRun[]): Promise<void> {
  for (const run of runs) run.requestEnd('shutdown');
  const allRecorded = Promise.all(runs.map((run) => run.recorded));
  const giveUp = new AbortController();
  const limit = delay(shutdownLimitMs, undefined, { signal: giveUp.signal }).catch(() => undefined);
  await Promise.race([allRecorded, limit]);
  giveUp.abort();
}
