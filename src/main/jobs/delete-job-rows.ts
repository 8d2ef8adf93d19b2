/** The rows of a job go a little at a time, with everybody else served in between; then what lies elsewhere. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobStores } from '../store/job-stores.ts';

/** Rows deleted in one go; measured well under 10 ms. */
export const deletedAtOnce = 500;

export async function deleteJob(
  { jobs, logs, epochs, events, attempts }: JobStores,
  jobId: number,
  removeFiles: () => Promise<void>,
): Promise<void> {
  attempts.noteDeletion(jobId);
  const steps = [
    () => logs.deleteSomeLogs(jobId, deletedAtOnce),
    () => epochs.deleteSomeEpochs(jobId, deletedAtOnce),
    () => events.deleteSomeEvents(jobId, deletedAtOnce),
  ];
  for (const deleteSome of steps) {
    while (deleteSome() === deletedAtOnce) await nextTurn();
  }
  jobs.deleteJob(jobId);
  try {
    await removeFiles();
  } catch {
    // The next start tries again.
    return;
  }
  attempts.forgetDeletion(jobId);
}
