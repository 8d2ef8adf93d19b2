/** One thing for all ticked jobs, after one question that names how many. Says what was done and what was refused. */
import type { AskOf } from '../client/client.ts';
import { confirm } from '../state/confirm-store.ts';
import { sayDone, sayFailed } from '../state/notices-store.ts';
import { stores } from '../state/page-stores.ts';
import { plural } from '../words/number.ts';

export type BatchAction = AskOf<'batch-training-jobs'>['action'];

const words: Readonly<
  Record<BatchAction, { readonly what: string; readonly done: string; readonly text: string }>
> = {
  stop: {
    what: 'Stop',
    done: 'stopped',
    text: 'Stopped jobs leave no model and cannot go on; their logs and curves stay.',
  },
  finish: { what: 'Finish', done: 'finished', text: 'Each ends now, and its best weights become its model.' },
  pause: {
    what: 'Pause',
    done: 'paused',
    text: 'They keep what they have come to, and wait until they are resumed.',
  },
  resume: { what: 'Resume', done: 'resumed', text: 'They go back to their places in the queue.' },
  delete: {
    what: 'Delete',
    done: 'deleted',
    text: 'Their logs and curves go for good; the models they left stay.',
  },
};

export const batchWords = (action: BatchAction): string => words[action].what;

export async function batchJobs(action: BatchAction, ids: readonly number[]): Promise<void> {
  const { what, done, text } = words[action];
  const jobs = plural(ids.length, 'job');
  if (!(await confirm({ title: `${what} ${jobs}?`, text, action: `${what} ${jobs}` }))) return;
  const { client, jobList, selectedJobs } = stores();
  try {
    const answer = await client.call('batch-training-jobs', { action, ids: [...ids] });
    selectedJobs.clear();
    jobList.refresh();
    if (answer.done > 0) sayDone(`${plural(answer.done, 'job')} ${done}`);
    const [first] = answer.refused;
    if (first) {
      const reason = `${first.message}${answer.refused.length > 1 ? ', and others' : ''}`;
      sayFailed(`${plural(answer.refused.length, 'job')} not ${done}`, new Error(reason));
    }
  } catch (error) {
    sayFailed(`${jobs} could not be ${done}`, error);
  }
}
