/** History goes after so many days: finished jobs with their logs, metrics, events and folders. Models stay. */
import type { JobStores } from '../store/job-stores.ts';
import type { JobFolders } from './job-folder.ts';
import type { JobJournal } from './job-journal.ts';

export interface RetentionParts {
  readonly stores: JobStores;
  readonly journal: Pick<JobJournal, 'deleteJob'>;
  readonly folders: Pick<JobFolders, 'remove'>;
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

export function createRetention(parts: RetentionParts): Retention {
  const { stores, journal, folders } = parts;
  let isEnded = false;
  const sweep = async (): Promise<number> => {
    const oldest = new Date(Date.parse(parts.now()) - parts.retentionDays() * dayMs).toISOString();
    let deletedCount = 0;
    for (;;) {
      const jobIds = stores.jobs.listIdsFinishedBefore(oldest, batchSize);
      for (const jobId of jobIds) {
        if (isEnded) return deletedCount;
        await journal.deleteJob(jobId);
        await folders.remove(jobId);
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
