/** Starts waiting jobs where there is room, stops them, and ends them all with the program. */
import { availableParallelism } from 'node:os';
import { AppError, notFound } from '../../shared/domain/app-error.ts';
import { holdsSlot, isFinished, isWaiting } from '../../shared/domain/job-status.ts';
import type { JobStores } from '../store/job-stores.ts';
import { type JobHolder, jobHolder, noteWish } from './job-holder.ts';
import type { JobRunParts } from './job-run.ts';
import { createJobRuns } from './job-runs.ts';
import { finishDeletions, recoverJobs } from './recover-jobs.ts';
import { defaultRunLimits, type RunLimits } from './run-limits.ts';

export interface JobSupervisor extends JobHolder {
  /** Puts right what the last run of the program left, then starts what waits. */
  start(): Promise<void>;
  /** Looks whether a job can start; to be called when one was created. Never throws. */
  wake(): void;
  /** Raised: waiting jobs start at once. Lowered: the running ones finish. */
  setMaxConcurrentJobs(maxConcurrentJobs: number): void;
  /**
   * Resolves when the job is stopped: its process is gone and its end recorded. A stopped job stays as it is.
   * Throws RESOURCE_NOT_FOUND, and CONFLICT for a job that succeeded or failed, be it while it was being stopped.
   */
  stopJob(jobId: number): Promise<void>;
  /** Ends all trainers within 4 s; their jobs go back into the queue. */
  stop(): Promise<void>;
}

export interface JobSupervisorParts extends Omit<JobRunParts, 'limits'> {
  readonly stores: JobStores;
  readonly maxConcurrentJobs: number;
  /** While it is, no waiting job starts. */
  readonly isQueueHeld: () => boolean;
  readonly limits?: Partial<RunLimits>;
  /** How many cores trainings may keep busy, now; all of the machine where not given. */
  readonly usableCores?: () => number;
}

export function createJobSupervisor(parts: JobSupervisorParts): JobSupervisor {
  const runs = createJobRuns({
    ...parts,
    limits: { ...defaultRunLimits, ...parts.limits },
    usableCores: parts.usableCores ?? availableParallelism,
  });
  const { stores, journal } = parts;
  let isEnded = false;
  let finishing: Promise<void> = Promise.resolve();
  return {
    start: async () => {
      await recoverJobs(parts);
      runs.open();
      finishing = finishDeletions(parts, () => isEnded).catch(parts.reportError);
      await finishing;
    },
    wake: runs.wake,
    setMaxConcurrentJobs: runs.setSlots,
    stopJob: async (jobId) => {
      const job = stores.jobs.findJob(jobId);
      if (job && isWaiting(job.state)) {
        journal.recordStopped(jobId);
        await parts.folders.removeResults(jobId).catch(parts.reportError);
        return;
      }
      if (job && holdsSlot(job.state)) noteWish(() => journal.recordStopAsked(jobId), parts);
      await runs.end(jobId, 'stop');
      throwUnlessStopped(jobId, stores);
    },
    ...jobHolder(parts, runs),
    stop: async () => {
      isEnded = true;
      await Promise.all([runs.close(), finishing]);
    },
  };
}

function throwUnlessStopped(jobId: number, { jobs }: JobStores): void {
  const job = jobs.findJob(jobId);
  if (!job) throw notFound('Training job', jobId);
  const { status } = job.state;
  if (status === 'stopped') return;
  const reason = isFinished(job.state) ? 'has already' : 'could not be stopped: it is';
  throw new AppError('CONFLICT', `Training job with ID ${jobId} ${reason} ${status}`);
}
