/** The reports of several runs as one: means, and how far the runs lie apart. */
import { meanAndDeviation } from '../../learning/judging/metrics/mean-and-deviation.ts';
import { deviationOf, type SeriesTable, seriesTable } from '../../shared/contract/series.ts';
import type { EpochReport } from '../../shared/contract/trainer-messages.ts';

/**
 * Of a single run its own report. Of several `train_loss`, `val_loss` and every term as means over the runs that have
 * them, and the sample deviations of both losses and of the terms whose row in the table of series says so.
 */
export function combineReports(
  epoch: number,
  reports: readonly EpochReport[],
  table = seriesTable,
): EpochReport {
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
      ...Object.fromEntries(names.flatMap((name) => combinedTerm(name, reports, table))),
      [deviationOf('train_loss')]: trainLoss.deviation,
      [deviationOf('val_loss')]: valLoss.deviation,
    },
  };
}

function combinedTerm(
  name: string,
  reports: readonly EpochReport[],
  table: SeriesTable,
): [string, number | null][] {
  const { mean, deviation } = meanAndDeviation(reports.map(({ terms }) => terms[name] ?? null));
  return table[name]?.hasDeviation
    ? [
        [name, mean],
        [deviationOf(name), deviation],
      ]
    : [[name, mean]];
}
