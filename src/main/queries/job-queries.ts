/** The questions about training jobs, by operation. */
import type { Handlers } from '../../shared/contract/operations.ts';
import type { JobStores } from '../store/job-stores.ts';
import { getTrainingJob } from './get-training-job.ts';
import { getTrainingLogs } from './get-training-logs.ts';
import { getTrainingMetrics } from './get-training-metrics.ts';
import { listTrainingJobs } from './list-training-jobs.ts';

export interface JobQueryParts {
  readonly stores: JobStores;
  /** UTC, ISO 8601 */
  readonly now: () => string;
}

export function jobQueries({ stores, now }: JobQueryParts) {
  return {
    'list-training-jobs': listTrainingJobs(stores),
    'get-training-job': getTrainingJob({ jobs: stores.jobs, now }),
    'get-training-logs': getTrainingLogs(stores),
    'get-training-metrics': getTrainingMetrics(stores),
  } satisfies Partial<Handlers>;
}
