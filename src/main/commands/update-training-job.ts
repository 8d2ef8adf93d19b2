/** PATCH /training-jobs/{id}: another place in the queue. */
import { type InputOf, operations, type OutputOf } from '../../shared/contract/operations.ts';
import { AppError, notFound } from '../../shared/domain/app-error.ts';
import { isWaiting } from '../../shared/domain/job-status.ts';
import type { JobStore } from '../store/job-store.ts';
import type { JobCommandParts } from './job-command-parts.ts';

export const updateTrainingJob =
  ({ stores, journal, supervisor, describeJob }: JobCommandParts) =>
  ({ job_id: id, ...wish }: InputOf<'update-training-job'>): OutputOf<'update-training-job'> => {
    refuseUnlessWaiting(id, stores.jobs);
    journal.recordPlace(id, placeOf(id, wish, stores.jobs));
    supervisor.wake();
    const job = stores.jobs.findJob(id);
    if (!job) throw notFound('Training job', id);
    return describeJob(job);
  };

function refuseUnlessWaiting(id: number, jobs: JobStore): void {
  const job = jobs.findJob(id);
  if (!job) throw notFound('Training job', id);
  if (isWaiting(job.state)) return;
  const { status } = job.state;
  throw new AppError('CONFLICT', `Training job with ID ${id} is ${status}; only one that waits has a place`);
}

type Wish = Omit<InputOf<'update-training-job'>, 'job_id'>;

function placeOf(id: number, { priority, before, to }: Wish, jobs: JobStore) {
  if (priority !== undefined) return { priority };
  if (before === undefined) return to ?? 'end';
  const other = jobs.findJob(before);
  if (before === id) throw wrong('must be another job');
  if (!other) throw wrong(`job ${before} does not exist`);
  if (!isWaiting(other.state)) throw wrong(`job ${before} is ${other.state.status}, and does not wait`);
  return { before };
}

const wrong = (issue: string): AppError =>
  new AppError('VALIDATION_ERROR', operations['update-training-job'].refusal, {
    details: [{ field: 'before', issue }],
  });
