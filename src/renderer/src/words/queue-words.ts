/** What the queue looks like, in words: the summary over the list and what each waiting job waits for. Pure. */
import { holdsSlot, isWaiting } from '../../../shared/domain/job-status.ts';
import { durationInWords } from './duration.ts';
import { secondsBetween } from './time.ts';
import type { JobEntry, Jobs } from '../state/job-entry.ts';

/** Seconds left at the pace so far; null before the first epoch. */
export function secondsLeft(job: JobEntry, nowMs: number): number | null {
  if (!holdsSlot(job) || job.started_at === null || job.current_epoch === 0) return null;
  const elapsed = secondsBetween(job.started_at, nowMs);
  return Math.max(0, (elapsed / job.current_epoch) * (job.total_epochs - job.current_epoch));
}

/** "2 running · 3 waiting · about 14 min": the time until the running ones have ended. */
export function summary(jobs: Jobs, nowMs: number): string {
  const running = [...jobs.values()].filter(holdsSlot);
  const waitingCount = [...jobs.values()].filter(isWaiting).length;
  if (running.length + waitingCount === 0) return 'Nothing running';
  const left = running.map((job) => secondsLeft(job, nowMs)).filter((seconds) => seconds !== null);
  const longest = left.length > 0 ? [`about ${durationInWords(Math.max(...left))}`] : [];
  return [`${running.length} running`, `${waitingCount} waiting`, ...longest].join(' · ');
}

/** "2 of 2 places busy, next in line" */
export function waitingFor(job: JobEntry, jobs: Jobs, places: number | null): string {
  const others = [...jobs.values()];
  const runningCount = others.filter(holdsSlot).length;
  const before = others.filter((other) => isWaiting(other) && other.id < job.id).length;
  const line = before === 0 ? 'next in line' : `${before} before it`;
  if (places === null) return line;
  if (runningCount + before < places) return 'starting';
  return `${runningCount} of ${places} places busy, ${line}`;
}
