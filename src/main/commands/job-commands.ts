/** The commands on training jobs, by operation. */
import type { Handlers, InputChecks } from '../../shared/contract/operations.ts';
import { checkTrainingChoice } from './check-training-choice.ts';
import { createTrainingJob } from './create-training-job.ts';
import { deleteTrainingJob } from './delete-training-job.ts';
import { extendTrainingJob } from './extend-training-job.ts';
import { finishTrainingJob } from './finish-training-job.ts';
import { batchTrainingJobs } from './batch-training-jobs.ts';
import type { JobCommandParts } from './job-command-parts.ts';
import { pauseTrainingJob } from './pause-training-job.ts';
import { resumeTrainingJob } from './resume-training-job.ts';
import { stopTrainingJob } from './stop-training-job.ts';
import { updateTrainingJob } from './update-training-job.ts';

export function jobCommands(parts: JobCommandParts) {
  return {
    'create-training-job': createTrainingJob(parts),
    'stop-training-job': stopTrainingJob(parts),
    'pause-training-job': pauseTrainingJob(parts),
    'resume-training-job': resumeTrainingJob(parts),
    'update-training-job': updateTrainingJob(parts),
    'batch-training-jobs': batchTrainingJobs(parts),
    'extend-training-job': extendTrainingJob(parts),
    'finish-training-job': finishTrainingJob(parts),
    'delete-training-job': deleteTrainingJob(parts),
  } satisfies Partial<Handlers>;
}

/** What is said of an input together with what the schema finds wrong in it. */
export function jobInputChecks({ batteries }: Pick<JobCommandParts, 'batteries'>): InputChecks {
  return {
    'create-training-job': (choice) =>
      checkTrainingChoice(choice, (id) => batteries.findBattery(id) !== undefined),
  };
}
