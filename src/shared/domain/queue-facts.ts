/** What a waiting job waits for. Pure. */
import type { QueueFacts } from './job.ts';

export interface Queue {
  readonly runningCount: number;
  readonly maxConcurrentJobs: number;
  /** No waiting job starts. */
  readonly isHeld: boolean;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/** Of a job that waits and is not held. */
export interface Standing {
  /** 1 for the next to start. */
  readonly position: number;
  /** UTC, ISO 8601: it does not start before; null: at once. */
  readonly notBefore: string | null;
  /** It runs beside at most so many others; null: as many as may be. */
  readonly maxBeside: number | null;
}

/** Of a job that is not in the queue. */
export const notQueued: QueueFacts = { queue_position: null, waiting_reason: null };

/** Of a job that is held. */
export const heldBack: QueueFacts = { queue_position: null, waiting_reason: 'waits until it is resumed' };

/** "2 of 2 places busy, next in line" */
export const queueFacts = (standing: Standing, queue: Queue): QueueFacts => ({
  queue_position: standing.position,
  waiting_reason: waitingReason(standing, queue),
});

function waitingReason({ position, notBefore, maxBeside }: Standing, queue: Queue): string {
  const { runningCount, maxConcurrentJobs, nowMs } = queue;
  const line = position === 1 ? 'next in line' : `${position - 1} before it`;
  if (queue.isHeld) return `the queue is held, ${line}`;
  const waitMs = notBefore === null ? 0 : Date.parse(notBefore) - nowMs;
  if (waitMs > 0) return `is tried again in ${Math.ceil(waitMs / 1000)} s, when a place is free`;
  if (maxBeside !== null && runningCount > maxBeside) return `${besideWords(maxBeside)}, ${line}`;
  if (runningCount + position <= maxConcurrentJobs) return 'starting';
  return `${runningCount} of ${maxConcurrentJobs} places busy, ${line}`;
}

/** Its memory was short when it ran beside more. */
const besideWords = (maxBeside: number): string =>
  maxBeside === 0
    ? 'waits until it can run alone, for want of memory'
    : `waits to run beside at most ${maxBeside} ${maxBeside === 1 ? 'other' : 'others'}, for want of memory`;
