/** Who starts next: first in, first out, at most so many at once. Pure. */
export interface QueueState {
  /** Ids of queued jobs in the order of their creation. */
  readonly waiting: readonly number[];
  readonly runningCount: number;
  readonly maxConcurrentJobs: number;
}

/** Empty while the places are taken, also after the number of places was lowered under the running ones. */
export function nextJobsToStart({ waiting, runningCount, maxConcurrentJobs }: QueueState): readonly number[] {
  return waiting.slice(0, Math.max(0, maxConcurrentJobs - runningCount));
}

/** Threads each job may use, so that as many jobs as may run at once share the machine. */
export function threadLimit(availableCores: number, maxConcurrentJobs: number): number {
  return Math.max(1, Math.floor(availableCores / maxConcurrentJobs));
}
