/**
 * History goes after so many days: finished jobs with their logs, metrics, events and folders. Models stay. The days are
 * those that the program has seen, so that a clock that jumps ahead takes nothing; what will go is announced before.
 */
import type { JobStores } from '../store/job-stores.ts';
import type { SeenDayStore } from '../store/seen-day-store.ts';
import type { JobFolders } from './job-folder.ts';
import type { JobJournal } from './job-journal.ts';

export interface RetentionParts {
  readonly stores: JobStores;
  readonly journal: Pick<JobJournal, 'deleteJob'>;
  readonly folders: Pick<JobFolders, 'remove'>;
  readonly seenDays: Pick<SeenDayStore, 'see' | 'findDayBack'>;
  /** Told before it happens, in words; null where nothing goes soon. */
  readonly announce?: (message: string | null) => void;
  /** Read at each sweep, since it may change while the program runs. */
  readonly retentionDays: () => number;
  /** UTC, ISO 8601 */
  readonly now: () => string;
  readonly reportError: (error: unknown) => void;
  readonly sweepIntervalMs?: number;
}

export interface Retention {
  /** Deletes what is too old; answers how many jobs. */
  sweep(): Promise<number>;
  /** Sweeps now and every few hours; answers what ends that. */
  start(): () => Promise<void>;
}

const dayMs = 24 * 60 * 60 * 1000;
const defaultSweepIntervalMs = 6 * 60 * 60 * 1000;
/** Jobs looked up at a time. */
const batchSize = 50;

/** Days ahead that what will go is announced. */
const announcedDays = 7;
const announcedAtMost = 1000;

/** What ended before it goes; undefined where the program has not seen so many days yet. */
function findOldestKept({ seenDays, now }: RetentionParts, days: number): string | undefined {
  const time = now();
  seenDays.see(time.slice(0, 10));
  const dayBack = seenDays.findDayBack(time.slice(0, 10), days);
  if (dayBack === undefined) return undefined;
  const byClock = new Date(Date.parse(time) - days * dayMs).toISOString();
  return byClock < dayBack ? byClock : dayBack;
}

function announceNext(parts: RetentionParts): void {
  const days = parts.retentionDays();
  const soon = findOldestKept(parts, Math.max(0, days - announcedDays));
  const count =
    soon === undefined ? 0 : parts.stores.jobs.listIdsFinishedBefore(soon, announcedAtMost).length;
  parts.announce?.(count === 0 ? null : soonWords(count, days));
}

const soonWords = (count: number, days: number): string =>
  `The history of ${count} finished ${count === 1 ? 'job' : 'jobs'} goes within ${announcedDays} days on which the program ` +
  `runs: it is kept for ${days} (retention_days). Models and cells stay.`;

export function createRetention(parts: RetentionParts): Retention {
  const { stores, journal, folders } = parts;
  let isEnded = false;
  const sweep = async (): Promise<number> => {
    let deletedCount = 0;
    const oldest = findOldestKept(parts, parts.retentionDays());
    announceNext(parts);
    if (oldest === undefined) return 0;
    for (;;) {
      const jobIds = stores.jobs.listIdsFinishedBefore(oldest, batchSize);
      for (const jobId of jobIds) {
        if (isEnded) return deletedCount;
        await journal.deleteJob(jobId, () => folders.remove(jobId));
        deletedCount += 1;
      }
      if (jobIds.length < batchSize) return deletedCount;
    }
  };
  const start = (): (() => Promise<void>) => {
    let sweeping: Promise<unknown> = sweep().catch(parts.reportError);
    const timer = setInterval(() => {
      sweeping = sweeping.then(sweep).catch(parts.reportError);
    }, parts.sweepIntervalMs ?? defaultSweepIntervalMs);
    return async () => {
      isEnded = true;
      clearInterval(timer);
      await sweeping;
    };
  };
  return { sweep, start };
}
