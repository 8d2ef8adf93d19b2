/** POST /training-jobs/batch: the same for many jobs, everybody else served in between. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InputOf, OutputOf } from '../../shared/contract/operations.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { deleteTrainingJob } from './delete-training-job.ts';
import { finishTrainingJob } from './finish-training-job.ts';
import type { JobCommandParts } from './job-command-parts.ts';
import { pauseTrainingJob } from './pause-training-job.ts';
import { resumeTrainingJob } from './resume-training-job.ts';
import { stopTrainingJob } from './stop-training-job.ts';

type Batch = InputOf<'batch-training-jobs'>;
type Refusal = OutputOf<'batch-training-jobs'>['refused'][number];

/** Throws what is no refusal of the one job, such as a full disk. */
export const batchTrainingJobs = (parts: JobCommandParts) => {
  const actions: Readonly<Record<Batch['action'], (job: { readonly job_id: number }) => Promise<unknown>>> = {
    stop: stopTrainingJob(parts),
    finish: finishTrainingJob(parts),
    pause: pauseTrainingJob(parts),
    resume: resumeTrainingJob(parts),
    delete: deleteTrainingJob(parts),
  };
  return async ({ action, ids }: Batch): Promise<OutputOf<'batch-training-jobs'>> => {
    const refused: Refusal[] = [];
    for (const id of new Set(ids)) {
      const refusal = await refusalOf(id, actions[action]);
      if (refusal) refused.push(refusal);
      await nextTurn();
    }
    return { done: new Set(ids).size - refused.length, refused };
  };
};

async function refusalOf(
  id: number,
  act: (job: { readonly job_id: number }) => Promise<unknown>,
): Promise<Refusal | undefined> {
  try {
    await act({ job_id: id });
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { job_id: id, code: error.code, message: error.message };
  }
}
