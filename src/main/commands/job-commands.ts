/** The commands on training jobs, by operation. */
import type { Handlers } from '../../shared/contract/operations.ts';
import { createTrainingJob } from './create-training-job.ts';
import { deleteTrainingJob } from './delete-training-job.ts';
import type { JobCommandParts } from './job-command-parts.ts';
import { stopTrainingJob } from './stop-training-job.ts';

export function jobCommands(parts: JobCommandParts) {
  return {
    'create-training-job': createTrainingJob(parts),
    'stop-training-job': stopTrainingJob(parts),
    'delete-training-job': deleteTrainingJob(parts),
  } satisfies Partial<Handlers>;
}
