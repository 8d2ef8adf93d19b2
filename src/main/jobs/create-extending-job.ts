/** The rows of a job that goes on with the training of another: held until they are all there. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobFacts } from '../../shared/contract/job.ts';
import { currentEpochOf, type Job } from '../../shared/domain/job.ts';
import type { JobState } from '../../shared/domain/job-state.ts';
import type { NewJob } from '../store/job-store.ts';
import type { JobStores } from '../store/job-stores.ts';

/** Rows copied in one go; measured well under 10 ms. */
const copiedAtOnce = 1000;

type Create = (job: Omit<NewJob, 'created_at'>, state: JobState, facts: Partial<JobFacts>) => Job;

export async function createExtendingJob(
  other: Job,
  totalEpochs: number,
  { epochs }: Pick<JobStores, 'epochs'>,
  create: Create,
): Promise<Job> {
  const currentEpoch = currentEpochOf(other.state);
  const { algorithm, battery_ids, model_name, current_loss, best_val_loss } = other;
  const job = create(
    {
      ...{ algorithm, battery_ids, model_name },
      hyperparams: { ...other.hyperparams, epochs: totalEpochs },
      total_epochs: totalEpochs,
      extends_job_id: other.id,
    },
    { status: 'queued', currentEpoch, held: true },
    { current_loss, best_val_loss },
  );
  for (let after = 0; after < currentEpoch; after += copiedAtOnce) {
    epochs.copySomeEpochs(other.id, job.id, { after, limit: copiedAtOnce });
    await nextTurn();
  }
  return job;
}
