/** POST /training-jobs/{id}/pause: answered when its process has ended and its slot is free. */
import type { InputOf, OutputOf } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import type { JobCommandParts } from './job-command-parts.ts';

export const pauseTrainingJob =
  ({ stores, supervisor, describeJob }: JobCommandParts) =>
  async ({ job_id: id }: InputOf<'pause-training-job'>): Promise<OutputOf<'pause-training-job'>> => {
    await supervisor.pauseJob(id);
    const job = stores.jobs.findJob(id);
    if (!job) throw notFound('Training job', id);
    return describeJob(job);
  };
