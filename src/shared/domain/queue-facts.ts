/** What a waiting job waits for. Pure. */
import type { QueueFacts } from './job.ts';

export interface Queue {
  readonly runningCount: number;
  readonly maxConcurrentJobs: number;
}

/** Of a job that is not in the queue. */
export const notQueued: QueueFacts = { queue_position: null, waiting_reason: null };

/** `position`: 1 for the next to start. "2 of 2 places busy, next in line" */
export const queueFacts = (position: number, queue: Queue): QueueFacts => ({
  queue_position: position,
  waiting_reason: waitingReason(position, queue),
});

function waitingReason(position: number, { runningCount, maxConcurrentJobs }: Queue): string {
  const line = position === 1 ? 'next in line' : `${position - 1} before it`;
  if (runningCount + position <= maxConcurrentJobs) return 'starting';
  return `${runningCount} of ${maxConcurrentJobs} places busy, ${line}`;
}
