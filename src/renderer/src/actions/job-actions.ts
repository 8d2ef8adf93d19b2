/** What one can do with a job. Each says what it did or why not; none throws. */
import type { AskOf } from '../client/client.ts';
import { ask, confirm, type Question } from '../state/confirm-store.ts';
import { factsOf, holdsSlot, isFinished, isWaiting } from '../../../shared/domain/job-status.ts';
import { type JobEntry, jobTitle } from '../state/job-entry.ts';
import { sayDone, sayFailed } from '../state/notices-store.ts';
import { stores } from '../state/page-stores.ts';

/** Throws ClientError: the form shows what is wrong at its fields. */
export const createJob = (input: AskOf<'create-training-job'>): Promise<JobEntry> =>
  stores().jobs.create(input);

const nameOf = (job: JobEntry): string => `#${job.id} ${jobTitle(job)}`;

/** Whether there is something to make a model of. */
export const canFinish = (job: JobEntry): boolean =>
  factsOf(job).may.includes('finish') && job.current_epoch > 0;

/** A job that has not begun loses nothing; another loses its training, which is asked first, and offered to be finished. */
export async function stopJob(job: JobEntry): Promise<void> {
  if (isFinished(job)) return;
  const reply = job.current_epoch > 0 || holdsSlot(job) ? await ask(stopQuestion(job)) : 'yes';
  if (reply === 'instead') return finishJob(job);
  if (reply === 'no') return;
  const name = nameOf(job);
  try {
    await stores().jobs.stop(job.id);
    sayDone(`${name} is stopped`);
  } catch (error) {
    sayFailed(`${name} could not be stopped`, error);
  }
}

function stopQuestion(job: JobEntry): Question {
  const epoch = `It is at epoch ${job.current_epoch} of ${job.total_epochs}.`;
  const stopped = 'A stopped job leaves no model and cannot go on; its log and curves stay.';
  const question = { title: `Stop ${nameOf(job)}?`, action: 'Stop the job' };
  if (!canFinish(job)) return { ...question, text: `${epoch} ${stopped}` };
  const finished = 'Finished instead, it ends now and its best weights become a model.';
  return { ...question, text: `${epoch} ${stopped} ${finished}`, instead: 'Finish, keep the model' };
}

/** Ends it as early stopping would; said at once, since the epoch that runs may take a while. */
export async function finishJob(job: JobEntry): Promise<void> {
  if (!canFinish(job)) return;
  const name = nameOf(job);
  try {
    await stores().jobs.finish(job.id);
    sayDone(
      holdsSlot(job) ? `${name} ends with the epoch that runs` : `${name} is finished when it is its turn`,
    );
  } catch (error) {
    sayFailed(`${name} could not be finished`, error);
  }
}

/** Pauses a job, or lets a paused one go on; nothing is lost by either. */
export async function pauseOrResumeJob(job: JobEntry): Promise<void> {
  const { may } = factsOf(job);
  const name = nameOf(job);
  try {
    if (may.includes('resume')) {
      await stores().jobs.resume(job.id);
      sayDone(`${name} is back in the queue`);
    } else if (may.includes('pause')) {
      await stores().jobs.pause(job.id);
      sayDone(`${name} is paused`);
    }
  } catch (error) {
    sayFailed(`${name} could not be ${may.includes('resume') ? 'resumed' : 'paused'}`, error);
  }
}

/** Before all that wait, or behind them. */
export async function placeJob(job: JobEntry, to: 'top' | 'end'): Promise<void> {
  if (!isWaiting(job)) return;
  const name = nameOf(job);
  try {
    await stores().jobs.place(job.id, to);
    sayDone(to === 'top' ? `${name} is next in line` : `${name} is last in line`);
  } catch (error) {
    sayFailed(`${name} could not be moved`, error);
  }
}

/** As many epochs again as it did; answers the job that goes on with it. */
export async function extendJob(job: JobEntry): Promise<JobEntry | null> {
  const name = nameOf(job);
  const epochs = job.current_epoch;
  const isSure = await confirm({
    title: `Train ${name} further?`,
    text: `A new job goes on after its epoch ${epochs} for as many epochs again, as if both were one training. This one and its model stay.`,
    action: `Train ${epochs} more epochs`,
  });
  if (!isSure) return null;
  try {
    return await stores().jobs.extend(job.id, epochs);
  } catch (error) {
    sayFailed(`${name} could not be extended`, error);
    return null;
  }
}

/** Whether waiting jobs start, kept over a restart. */
export async function holdQueue(isHeld: boolean): Promise<void> {
  try {
    await stores().settings.update({ hold_queue: isHeld });
    stores().jobList.refresh();
    sayDone(isHeld ? 'The queue is held: no waiting job starts' : 'The queue goes on');
  } catch (error) {
    sayFailed(isHeld ? 'The queue could not be held' : 'The queue could not be released', error);
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
