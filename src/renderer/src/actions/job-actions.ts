/** What one can do with a job. Each says what it did or why not; none throws. */
import type { AskOf } from '../client/client.ts';
import { confirm } from '../state/confirm-store.ts';
import { holdsSlot, isFinished } from '../../../shared/domain/job-status.ts';
import { type JobEntry, jobTitle } from '../state/job-entry.ts';
import { sayDone, sayFailed } from '../state/notices-store.ts';
import { stores } from '../state/page-stores.ts';

/** Throws ClientError: the form shows what is wrong at its fields. */
export const createJob = (input: AskOf<'create-training-job'>): Promise<JobEntry> =>
  stores().jobs.create(input);

/** A waiting job loses nothing; a running one loses its training, which is asked first. */
export async function stopJob(job: JobEntry): Promise<void> {
  if (isFinished(job)) return;
  const name = `#${job.id} ${jobTitle(job)}`;
  const isSure =
    !holdsSlot(job) ||
    (await confirm({
      title: `Stop ${name}?`,
      text: `It is at epoch ${job.current_epoch} of ${job.total_epochs}. A stopped job leaves no model and cannot go on; its log and curves stay.`,
      action: 'Stop the job',
    }));
  if (!isSure) return;
  try {
    await stores().jobs.stop(job.id);
    sayDone(`${name} is stopped`);
  } catch (error) {
    sayFailed(`${name} could not be stopped`, error);
  }
}

/** Answers whether the job is gone. */
export async function deleteJob(job: JobEntry): Promise<boolean> {
  const name = `#${job.id} ${jobTitle(job)}`;
  if (!isFinished(job)) {
    sayFailed(`${name} cannot be deleted`, new Error('it has not ended yet; stop it first'));
    return false;
  }
  const model = job.model_id === null ? '' : ' The model it left stays.';
  const text = `Its log and curves go for good.${model}`;
  if (!(await confirm({ title: `Delete ${name}?`, text, action: 'Delete the job' }))) return false;
  try {
    await stores().jobs.remove(job.id);
    stores().selectedJobs.drop([job.id]);
    sayDone(`${name} is deleted`);
    return true;
  } catch (error) {
    sayFailed(`${name} could not be deleted`, error);
    return false;
  }
}
