/** GET /training-jobs/{id}/metrics: the loss curves, one array per series, all equally long. */
import type { InputOf } from '../../shared/contract/operations.ts';
import type { TrainingMetrics } from '../../shared/contract/job.ts';
import type { EpochReport } from '../../shared/contract/trainer-messages.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import type { JobStores } from '../store/job-stores.ts';

export const getTrainingMetrics =
  ({ jobs, epochs }: Pick<JobStores, 'jobs' | 'epochs'>) =>
  ({ job_id: id }: InputOf<'get-training-metrics'>): TrainingMetrics => {
    if (!jobs.findJob(id)) throw notFound('Training job', id);
    return seriesOf(epochs.listEpochs(id));
  };

/** The documented series come last, so that no term can take the place of one. */
function seriesOf(reports: readonly EpochReport[]): TrainingMetrics {
  const names = new Set<string>();
  for (const { terms } of reports) for (const name in terms) names.add(name);
  const further = [...names].map((name) => [name, reports.map(({ terms }) => terms[name] ?? null)] as const);
  const documented = {
    train_loss: reports.map((report) => report.train_loss),
    val_loss: reports.map((report) => report.val_loss),
    epochs: reports.map((report) => report.epoch),
  };
  return { ...documented, ...Object.fromEntries(further), ...documented };
}
