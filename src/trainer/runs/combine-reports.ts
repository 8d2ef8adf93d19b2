/** The reports of several runs as one: means, and how far the runs lie apart. */
import { meanAndDeviation } from '../../learning/judging/metrics/mean-and-deviation.ts';
import type { EpochReport } from '../../shared/contract/trainer-messages.ts';

/** Terms that get a deviation beside their mean. */
const spreadTerms = new Set(['val_soh_mape']);

/**
 * Of a single run its own report. Of several `train_loss`, `val_loss` and every term as means over the runs that have
 * them, and the sample deviations `train_loss_deviation`, `val_loss_deviation`, `val_soh_mape_deviation`.
 */
export function combineReports(epoch: number, reports: readonly EpochReport[]): EpochReport {
  const [only] = reports;
  if (only && reports.length === 1) return only;
  const trainLoss = meanAndDeviation(reports.map(({ train_loss }) => train_loss));
  const valLoss = meanAndDeviation(reports.map(({ val_loss }) => val_loss));
  const names = [...new Set(reports.flatMap(({ terms }) => Object.keys(terms)))];
  return {
    epoch,
    train_loss: trainLoss.mean,
    val_loss: valLoss.mean,
    terms: {
      ...Object.fromEntries(names.flatMap((name) => combinedTerm(name, reports))),
      train_loss_deviation: trainLoss.deviation,
      val_loss_deviation: valLoss.deviation,
    },
  };
}

function combinedTerm(name: string, reports: readonly EpochReport[]): [string, number | null][] {
  const { mean, deviation } = meanAndDeviation(reports.map(({ terms }) => terms[name] ?? null));
  return spreadTerms.has(name)
    ? [
        [name, mean],
        [`${name}_deviation`, deviation],
      ]
    : [[name, mean]];
}
