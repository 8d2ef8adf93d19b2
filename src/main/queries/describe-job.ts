/** A job in the detail form of the API, with its place in the queue as it is now. */
import type { TrainingJobDetail } from '../../shared/contract/job.ts';
import { type Job, jobDetail } from '../../shared/domain/job.ts';
import { isHeld } from '../../shared/domain/job-status.ts';
import { heldBack, notQueued, queueFacts } from '../../shared/domain/queue-facts.ts';
import type { JobStore } from '../store/job-store.ts';

export interface DescribeJobParts {
  readonly jobs: Pick<JobStore, 'countJobs' | 'queuePositions'>;
  readonly maxConcurrentJobs: () => number;
  readonly isQueueHeld: () => boolean;
  /** UTC, ISO 8601 */
  readonly now: () => string;
}

export type DescribeJob = (job: Job) => TrainingJobDetail;

export const createDescribeJob =
  (parts: DescribeJobParts): DescribeJob =>
  (job) =>
    describeJobs(parts, [job])[0] ?? jobDetail(job, notQueued, Date.parse(parts.now()));

/** In the same order, all at one moment. */
export function describeJobs(
  { jobs: store, maxConcurrentJobs, isQueueHeld, now }: DescribeJobParts,
  jobs: readonly Job[],
): TrainingJobDetail[] {
  const time = now();
  const nowMs = Date.parse(time);
  const queue = {
    runningCount: store.countJobs().running,
    maxConcurrentJobs: maxConcurrentJobs(),
    isHeld: isQueueHeld(),
    nowMs,
  };
  const standings = store.queuePositions(
    jobs.map(({ id }) => id),
    time,
  );
  return jobs.map((job) => {
    const standing = standings.get(job.id);
    if (standing) return jobDetail(job, queueFacts(standing, queue), nowMs);
    return jobDetail(job, isHeld(job.state) ? heldBack : notQueued, nowMs);
  });
}
