/** POST /training-jobs: the job joins the queue, and starts at once where there is room. */
import { type InputOf, operations, type OutputOf } from '../../shared/contract/operations.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { checkTrainingChoice } from './check-training-choice.ts';
import type { JobCommandParts } from './job-command-parts.ts';

export const createTrainingJob =
  ({ batteries, journal, supervisor, describeJob }: JobCommandParts) =>
  (input: InputOf<'create-training-job'>): OutputOf<'create-training-job'> => {
    const details = checkTrainingChoice(input, (id) => batteries.findBattery(id) !== undefined);
    if (details.length > 0)
      throw new AppError('VALIDATION_ERROR', operations['create-training-job'].refusal, { details });
    const job = journal.create({
      algorithm: input.algorithm,
      hyperparams: input.hyperparams,
      battery_ids: input.battery_ids,
      model_name: input.model_name,
      total_epochs: input.hyperparams.epochs,
    });
    supervisor.wake();
    return describeJob(job);
  };
