/** At the start of the program: no job is running, whatever the database of a killed program says. */
import type { Executor } from '../executors/executor.ts';
import type { JobStores } from '../store/job-stores.ts';
import type { JobFolders } from './job-folder.ts';
import type { JobJournal } from './job-journal.ts';

export interface RecoveryParts {
  readonly stores: JobStores;
  readonly journal: Pick<JobJournal, 'recordRequeued'>;
  readonly folders: Pick<JobFolders, 'pathOf' | 'remove'>;
  readonly executor: Pick<Executor, 'clear'>;
}

const warning = 'The program ended unexpectedly while this job was running; the job starts anew';

/** Before any job starts. */
export async function recoverJobs({ stores, journal, folders, executor }: RecoveryParts): Promise<void> {
  const abandoned = stores.jobs.listIdsHoldingSlot();
  for (const jobId of abandoned) {
    await executor.clear(folders.pathOf(jobId));
    await folders.remove(jobId);
    journal.recordRequeued(jobId, warning);
  }
}
