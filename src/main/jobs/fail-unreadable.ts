/** A job whose row cannot be read costs itself and not the queue. */
import type { JobStores } from '../store/job-stores.ts';
import { errorCode } from './explain-file-error.ts';
import type { JobJournal } from './job-journal.ts';

export interface UnreadableParts {
  readonly stores: Pick<JobStores, 'jobs'>;
  readonly journal: Pick<JobJournal, 'recordUnreadable'>;
  readonly reportError: (error: unknown) => void;
}

/** Answers whether it was unreadable, and ends it then. Throws what the database itself says, such as a full disk. */
export function failUnreadable(jobId: number, { stores, journal, reportError }: UnreadableParts): boolean {
  try {
    stores.jobs.findJob(jobId);
    return false;
  } catch (error) {
    if (errorCode(error).startsWith('SQLITE_')) throw error;
    reportError(error);
    const reason = error instanceof Error ? error.message : String(error);
    journal.recordUnreadable(jobId, `What is stored of this job cannot be read: ${reason}. Create it anew.`);
    return true;
  }
}
