/** GET /training-jobs/{id}: one job as it stands. */
import type { InputOf, OutputOf } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import type { JobStore } from '../store/job-store.ts';
import type { DescribeJob } from './describe-job.ts';

export const getTrainingJob =
  ({ jobs, describeJob }: { readonly jobs: JobStore; readonly describeJob: DescribeJob }) =>
  ({ job_id: id }: InputOf<'get-training-job'>): OutputOf<'get-training-job'> => {
    const job = jobs.findJob(id);
    if (!job) throw notFound('Training job', id);
    return describeJob(job);
  };
