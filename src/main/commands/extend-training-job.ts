/** POST /training-jobs/{id}/extend: a new job that goes on where a succeeded one ended. */
import { type InputOf, operations, type OutputOf } from '../../shared/contract/operations.ts';
import { mostEpochs } from '../../shared/contract/loop-hyperparams.ts';
import { AppError, notFound } from '../../shared/domain/app-error.ts';
import { currentEpochOf, type Job } from '../../shared/domain/job.ts';
import type { JobCommandParts } from './job-command-parts.ts';

export const extendTrainingJob =
  ({ stores, journal, folders, supervisor, describeJob }: JobCommandParts) =>
  async ({
    job_id: id,
    epochs,
  }: InputOf<'extend-training-job'>): Promise<OutputOf<'extend-training-job'>> => {
    const other = stores.jobs.findJob(id);
    if (!other) throw notFound('Training job', id);
    const reason = whyNever(other) ?? (await folders.whyNotGoOn(id));
    if (reason !== undefined) {
      const message = `Training job with ID ${id} cannot be extended: ${reason}`;
      throw new AppError('CONFLICT', message);
    }
    const total = currentEpochOf(other.state) + epochs;
    if (total > mostEpochs) throw tooMany(total);
    const job = await journal.createExtending(other, total);
    await folders.goOnFrom(id, job.id, total);
    const ready = journal.recordReady(job.id);
    supervisor.wake();
    return describeJob(ready);
  };

function whyNever({ state, ended_by: endedBy }: Job): string | undefined {
  if (state.status !== 'succeeded') return `it is ${state.status}; only one that succeeded can be`;
  if (endedBy !== 'patience') return undefined;
  return 'early_stopping_patience ended its training, which more epochs would not change; run it again with a greater one';
}

const tooMany = (total: number): AppError =>
  new AppError('VALIDATION_ERROR', operations['extend-training-job'].refusal, {
    details: [
      { field: 'epochs', issue: `would make ${total} epochs in all; at most ${mostEpochs} are allowed` },
    ],
  });
