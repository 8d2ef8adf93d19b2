/** DELETE /training-jobs/{id}: a finished job with its logs, metrics, events and folder; its model stays. */
import type { InputOf } from '../../shared/contract/operations.ts';
import { AppError, notFound } from '../../shared/domain/app-error.ts';
import { isFinished } from '../../shared/domain/job-status.ts';
import type { JobCommandParts } from './job-command-parts.ts';

export const deleteTrainingJob =
  ({ stores, journal, folders }: JobCommandParts) =>
  async ({ job_id: id }: InputOf<'delete-training-job'>): Promise<null> => {
    const job = stores.jobs.findJob(id);
    if (!job) throw notFound('Training job', id);
    if (!isFinished(job.state)) {
      throw new AppError(
        'CONFLICT',
        `Training job with ID ${id} is ${job.state.status}; stop it before deleting it`,
      );
    }
    await journal.deleteJob(id, () => folders.remove(id));
    return null;
  };
