/** POST /training-jobs/{id}/finish: answered at once; the job ends by itself after the epoch that runs. */
import type { InputOf, OutputOf } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import type { JobCommandParts } from './job-command-parts.ts';

export const finishTrainingJob =
  ({ stores, supervisor, describeJob }: JobCommandParts) =>
  async ({ job_id: id }: InputOf<'finish-training-job'>): Promise<OutputOf<'finish-training-job'>> => {
    await supervisor.finishJob(id);
    const job = stores.jobs.findJob(id);
    if (!job) throw notFound('Training job', id);
    return describeJob(job);
  };
