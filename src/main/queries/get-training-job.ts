/** GET /training-jobs/{id}: one job as it stands. */
import type { InputOf, OutputOf } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import { jobDetail } from '../../shared/domain/job.ts';
import type { JobStore } from '../store/job-store.ts';

export const getTrainingJob =
  ({ jobs, now }: { readonly jobs: JobStore; readonly now: () => string }) =>
  ({ job_id: id }: InputOf<'get-training-job'>): OutputOf<'get-training-job'> => {
    const job = jobs.findJob(id);
    if (!job) throw notFound('Training job', id);
    return jobDetail(job, Date.parse(now()));
  };
