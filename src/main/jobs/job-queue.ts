/** Who starts next: first in, first out, at most so many at once, and nobody beside more others than it may. Pure. */
export interface QueuedJob {
  readonly id: number;
  /** It runs beside at most so many others; null: as many as may be. */
  readonly maxBeside: number | null;
}

export interface QueueState {
  /** Jobs that may start, in the order in which they shall. */
  readonly waiting: readonly QueuedJob[];
  /** Of each job that runs. */
  readonly running: readonly Pick<QueuedJob, 'maxBeside'>[];
  readonly maxConcurrentJobs: number;
}

/**
 * The jobs that start now. Empty while the slots are taken, also after the number of slots was lowered under the
 * running ones. A job that waits for others to end is not overtaken, or it would wait for ever.
 */
export function nextJobsToStart({ waiting, running, maxConcurrentJobs }: QueueState): readonly QueuedJob[] {
  const started: QueuedJob[] = [];
  for (const job of waiting) {
    const together = [...running, ...started, job];
    const slots = Math.min(
      maxConcurrentJobs,
      ...together.map(({ maxBeside }) => (maxBeside ?? Infinity) + 1),
    );
    if (together.length > slots) break;
    started.push(job);
  }
  return started;
}
