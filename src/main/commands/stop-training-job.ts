/**
 * POST /training-jobs/{id}/stop: answered when its process has really ended. A job that reached its end while it was
 * being stopped keeps what it reached, and the stop answers 409 as for any finished job.
 */
import type { InputOf, OutputOf } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import type { JobCommandParts } from './job-command-parts.ts';

export const stopTrainingJob =
  ({ stores, supervisor, describeJob }: JobCommandParts) =>
  async ({ job_id: id }: InputOf<'stop-training-job'>): Promise<OutputOf<'stop-training-job'>> => {
    await supervisor.stopJob(id);
    const job = stores.jobs.findJob(id);
    if (!job) throw notFound('Training job', id);
    return describeJob(job);
  };
