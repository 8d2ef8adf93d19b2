/** POST /training-jobs/{id}/resume: back into the queue, where it starts at once if there is room. */
import type { InputOf, OutputOf } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import type { JobCommandParts } from './job-command-parts.ts';

export const resumeTrainingJob =
  ({ stores, supervisor, describeJob }: JobCommandParts) =>
  async ({ job_id: id }: InputOf<'resume-training-job'>): Promise<OutputOf<'resume-training-job'>> => {
    await supervisor.resumeJob(id);
    const job = stores.jobs.findJob(id);
    if (!job) throw notFound('Training job', id);
    return describeJob(job);
  };
