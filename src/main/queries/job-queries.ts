/** The questions about training jobs, by operation. */
import type { Handlers } from '../../shared/contract/operations.ts';
import type { JobStores } from '../store/job-stores.ts';
import { createDescribeJob } from './describe-job.ts';
import { getTrainingJob } from './get-training-job.ts';
import { getTrainingLogs } from './get-training-logs.ts';
import { getTrainingMetrics } from './get-training-metrics.ts';
import { listTrainingJobs } from './list-training-jobs.ts';

export interface JobQueryParts {
  readonly stores: JobStores;
  readonly maxConcurrentJobs: () => number;
  readonly isQueueHeld: () => boolean;
  /** UTC, ISO 8601 */
  readonly now: () => string;
}

export function jobQueries({ stores, ...rest }: JobQueryParts) {
  const parts = { ...rest, jobs: stores.jobs };
  return {
    'list-training-jobs': listTrainingJobs(parts),
    'get-training-job': getTrainingJob({ jobs: stores.jobs, describeJob: createDescribeJob(parts) }),
    'get-training-logs': getTrainingLogs(stores),
    'get-training-metrics': getTrainingMetrics(stores),
  } satisfies Partial<Handlers>;
}
