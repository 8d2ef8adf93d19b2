/** Pauses jobs, lets them go on, and ends them with what they have come to. What is asked for is written down before it is carried out, so that it outlives the program. */
import { AppError, notFound } from '../../shared/domain/app-error.ts';
import { currentEpochOf, type Job } from '../../shared/domain/job.ts';
import { holdsSlot, isFinished, isHeld } from '../../shared/domain/job-status.ts';
import type { JobStores } from '../store/job-stores.ts';
import type { JobJournal } from './job-journal.ts';
import type { JobRuns } from './job-runs.ts';

export interface JobHolder {
  /**
   * Resolves when the job is held: a running one ends with a checkpoint first, and its slot is free. One that is held
   * stays as it is. Throws RESOURCE_NOT_FOUND, and CONFLICT for a job that is over, be it while it was being paused.
   */
  pauseJob(jobId: number): Promise<void>;
  /** Back into the queue; one that is not held stays as it is. Throws RESOURCE_NOT_FOUND, CONFLICT for one that is over. */
  resumeJob(jobId: number): Promise<void>;
  /**
   * The job ends by itself, after the epoch that runs; one that waits with a checkpoint when it is its turn. Throws
   * RESOURCE_NOT_FOUND, and CONFLICT for one that is over or has done no epoch yet.
   */
  finishJob(jobId: number): Promise<void>;
}

interface HolderParts {
  readonly stores: JobStores;
  readonly journal: Pick<
    JobJournal,
    'recordPauseAsked' | 'recordFinishAsked' | 'recordHeld' | 'recordReleased'
  >;
  readonly reportError: (error: unknown) => void;
}

export function jobHolder(
  parts: HolderParts,
  runs: Pick<JobRuns, 'end' | 'finish' | 'paused' | 'wake'>,
): JobHolder {
  const { stores, journal } = parts;
  const find = (jobId: number): Job => {
    const job = stores.jobs.findJob(jobId);
    if (!job) throw notFound('Training job', jobId);
    return job;
  };
  return {
    pauseJob: async (jobId) => {
      const { state } = find(jobId);
      if (isHeld(state)) return;
      if (holdsSlot(state)) {
        noteWish(() => journal.recordPauseAsked(jobId), parts);
        await runs.end(jobId, 'pause');
      } else if (!isFinished(state)) journal.recordHeld(jobId);
      // One that is not held now was resumed in this very moment.
      throwIfOver(find(jobId), 'paused');
    },
    resumeJob: async (jobId) => {
      await runs.paused(jobId);
      const job = find(jobId);
      throwIfOver(job, 'resumed');
      if (!isHeld(job.state)) return;
      journal.recordReleased(jobId);
      runs.wake();
    },
    finishJob: async (jobId) => {
      await runs.paused(jobId);
      const job = find(jobId);
      throwIfOver(job, 'finished');
      const epoch = currentEpochOf(job.state);
      if (!holdsSlot(job.state) && epoch === 0) throw nothingToFinish(jobId);
      journal.recordFinishAsked(jobId);
      runs.finish(jobId, epoch);
      runs.wake();
    },
  };
}

/** Where it cannot be written down, as on a full disk, what was asked for is carried out all the same. */
export function noteWish(record: () => void, { reportError }: Pick<HolderParts, 'reportError'>): void {
  try {
    record();
  } catch (error) {
    reportError(error);
  }
}

const nothingToFinish = (jobId: number): AppError =>
  new AppError(
    'CONFLICT',
    `Training job with ID ${jobId} has done no epoch yet, so there is nothing to make a model of; stop it instead`,
  );

function throwIfOver({ id, state }: Job, done: string): void {
  if (!isFinished(state)) return;
  throw new AppError(
    'CONFLICT',
    `Training job with ID ${id} has already ${state.status}; it cannot be ${done}`,
  );
}
