/** POST /training-jobs: the job joins the queue, and starts at once where there is room. */
import { type InputOf, operations, type OutputOf } from '../../shared/contract/operations.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { jobDetail } from '../../shared/domain/job.ts';
import { checkTrainingChoice } from './check-training-choice.ts';
import type { JobCommandParts } from './job-command-parts.ts';

export const createTrainingJob =
  ({ batteries, journal, supervisor, now }: JobCommandParts) =>
  (input: InputOf<'create-training-job'>): OutputOf<'create-training-job'> => {
    const details = checkTrainingChoice(input, (id) => batteries.findBattery(id) !== undefined);
    if (details.length > 0)
      throw new AppError('VALIDATION_ERROR', operations['create-training-job'].refusal, { details });
    const job = journal.create({
      algorithm: input.algorithm,
      hyperparams: input.hyperparams,
      batteryIds: input.battery_ids,
      modelName: input.model_name,
      totalEpochs: input.hyperparams.epochs,
    });
    supervisor.wake();
    return jobDetail(job, Date.parse(now()));
  };
