/** At the start of the program: no job is running, whatever the database of a killed program says. */
import { afterInterruption } from '../../shared/domain/job-attempts.ts';
import type { Executor } from '../executors/executor.ts';
import type { JobStores } from '../store/job-stores.ts';
import { failUnreadable } from './fail-unreadable.ts';
import type { JobFolders } from './job-folder.ts';
import type { JobJournal } from './job-journal.ts';

export interface RecoveryParts {
  readonly stores: JobStores;
  readonly journal: Pick<
    JobJournal,
    'recordRequeued' | 'recordStopped' | 'recordPaused' | 'recordUnreadable' | 'deleteJob'
  >;
  readonly folders: Pick<JobFolders, 'pathOf' | 'remove' | 'removeResults'>;
  readonly executor: Pick<Executor, 'clear'>;
  /** UTC, ISO 8601 */
  readonly now: () => string;
  readonly reportError: (error: unknown) => void;
}

const warning = 'The program ended unexpectedly while this job was running; the job goes on';

/** Before any job starts. What cannot be put right costs the one job. */
export async function recoverJobs(parts: RecoveryParts): Promise<void> {
  const { stores, reportError } = parts;
  for (const jobId of stores.jobs.listIdsHoldingSlot()) {
    await recover(jobId, parts).catch(reportError);
  }
}

/** A stop or a pause that was asked for is carried out; but for a stop the folder stays, and what it holds of the training. */
async function recover(jobId: number, parts: RecoveryParts): Promise<void> {
  const { stores, journal, folders, executor, reportError } = parts;
  await executor.clear(folders.pathOf(jobId));
  if (failUnreadable(jobId, parts)) return;
  const { isStopAsked, isPauseAsked } = stores.attempts.findAttempts(jobId);
  if (isStopAsked) {
    journal.recordStopped(jobId);
    await folders.removeResults(jobId).catch(reportError);
    return;
  }
  if (isPauseAsked) journal.recordPaused(jobId);
  else journal.recordRequeued(jobId, [warning], (known) => afterInterruption(known, parts.now()));
}

/** Deletions that were cut off, or whose files could not be removed. */
export async function finishDeletions(
  { stores, journal, folders, reportError }: RecoveryParts,
  isEnded: () => boolean,
): Promise<void> {
  for (const jobId of stores.attempts.listDeletions()) {
    if (isEnded()) return;
    const removeFiles = (): Promise<void> =>
      folders.remove(jobId).catch((error: unknown) => {
        reportError(error);
        throw error;
      });
    await journal.deleteJob(jobId, removeFiles);
  }
}
