/** What the queue looks like, in words: the summary over the list. Pure. */
import type { JobStatus } from '../../../shared/contract/job.ts';
import { holdsSlot, isWaiting, statusesWhere } from '../../../shared/domain/job-status.ts';
import { durationInWords } from './duration.ts';
import { count } from './number.ts';
import { secondsBetween } from './time.ts';
import type { JobEntry, Jobs } from '../state/job-entry.ts';

type Counts = Readonly<Record<JobStatus, number>>;

/** Seconds left at the pace of this start; null before its first epoch. */
export function secondsLeft(job: JobEntry, nowMs: number): number | null {
  const epochsDone = job.current_epoch - job.resumed_epoch;
  if (!holdsSlot(job) || job.started_at === null || epochsDone <= 0) return null;
  const elapsed = secondsBetween(job.started_at, nowMs);
  return Math.max(0, (elapsed / epochsDone) * (job.total_epochs - job.current_epoch));
}

/** Jobs in such a status; 0 while nobody knows. */
export const countWhere = (counts: Counts | null, isSo: Parameters<typeof statusesWhere>[0]): number =>
  statusesWhere(isSo).reduce((sum, status) => sum + (counts?.[status] ?? 0), 0);

interface QueueInSight {
  readonly counts: Counts;
  /** Of those that wait. */
  readonly heldCount: number;
  readonly jobs: Jobs;
}

/** "2 running · 3 waiting · 1 paused · the running ones about 14 min" */
export function summary({ counts, heldCount, jobs }: QueueInSight, nowMs: number): string {
  const runningCount = countWhere(counts, holdsSlot);
  const waitingCount = countWhere(counts, isWaiting) - heldCount;
  const held = heldCount > 0 ? [`${count(heldCount)} paused`] : [];
  if (runningCount + waitingCount === 0) return ['Nothing running', ...held].join(' · ');
  const left = [...jobs.values()].map((job) => secondsLeft(job, nowMs)).filter((seconds) => seconds !== null);
  const longest = left.length > 0 ? [`the running ones about ${durationInWords(Math.max(...left))}`] : [];
  return [`${count(runningCount)} running`, `${count(waitingCount)} waiting`, ...held, ...longest].join(
    ' · ',
  );
}
