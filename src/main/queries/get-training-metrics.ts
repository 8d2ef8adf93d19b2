/**
 * GET /training-jobs/{id}/metrics: the loss curves, one array per series, all equally long. Read a portion at a time
 * with everybody else served in between; a curve that begins anew meanwhile ends where it was read last.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Evaluation } from '../../shared/contract/evaluation.ts';
import type { InputOf } from '../../shared/contract/operations.ts';
import type { TrainingMetrics } from '../../shared/contract/job.ts';
import type { EpochReport } from '../../shared/contract/trainer-messages.ts';
import { lossOfReference } from '../../shared/contract/series.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import type { JobStores } from '../store/job-stores.ts';

/** Epochs read in one go; a few milliseconds. */
const portion = 1000;

export const getTrainingMetrics =
  ({ jobs, epochs }: Pick<JobStores, 'jobs' | 'epochs'>) =>
  async ({ job_id: id }: InputOf<'get-training-metrics'>): Promise<TrainingMetrics> => {
    if (!jobs.findJob(id)) throw notFound('Training job', id);
    const series = collectSeries();
    for (let after = 0, isMore = true; isMore;) {
      const reports = epochs.listEpochs(id, { after, limit: portion });
      series.add(reports);
      after = reports.at(-1)?.epoch ?? after;
      isMore = reports.length === portion;
      if (isMore) await nextTurn();
    }
    return { ...series.all(), ...referenceSeries(jobs.findJob(id)?.evaluation ?? null, series.length()) };
  };

/** `mean_val_loss`, `linear_fade_val_loss`, `ridge_val_loss`: each the same number at every epoch, what is to be beaten. */
const referenceSeries = (evaluation: Evaluation | null, length: number): Record<string, (number | null)[]> =>
  Object.fromEntries(
    (evaluation?.references ?? []).map(({ name, val_loss }) => [
      lossOfReference(name),
      new Array<number | null>(length).fill(val_loss),
    ]),
  );

function collectSeries() {
  const documented = {
    train_loss: [] as (number | null)[],
    val_loss: [] as (number | null)[],
    epochs: [] as number[],
  };
  const further = new Map<string, (number | null)[]>();
  const addEpoch = ({ train_loss, val_loss, epoch, terms }: EpochReport): void => {
    const before = documented.epochs.length;
    for (const name in terms) {
      if (!further.has(name)) further.set(name, new Array<null>(before).fill(null));
    }
    documented.train_loss.push(train_loss);
    documented.val_loss.push(val_loss);
    documented.epochs.push(epoch);
    for (const [name, values] of further) values.push(terms[name] ?? null);
  };
  return {
    add: (reports: readonly EpochReport[]) => reports.forEach(addEpoch),
    length: () => documented.epochs.length,
    /** The documented series come last, so that no term can take the place of one. */
    all: (): TrainingMetrics => ({ ...documented, ...Object.fromEntries(further), ...documented }),
  };
}
