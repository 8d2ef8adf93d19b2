/** The series of a job's curves: raw underneath, smoothed on top. Pure. */
import { deviationOf, type SeriesTable, seriesTable } from '../../../shared/contract/series.ts';
import type { Curves } from './curves.ts';
import { okabeIto, type Series } from './series.ts';
import { smooth } from './smooth.ts';

type Numbers = readonly (number | null)[];

/** Raw series, in the order of the table. */
export function lossSeries({ epochs, series }: Curves, table = seriesTable): readonly Series[] {
  return drawnLosses(series, table).flatMap(([name, { label, color }]) => {
    const y = series.get(name) ?? [];
    if (!hasValues(y)) return [];
    const band = bandOf(y, series.get(deviationOf(name)));
    return [{ key: name, label, color: okabeIto[color], x: epochs, y, ...band }];
  });
}

/** Losses among the series; the terms only where there are several, since a single one repeats the training loss. */
function drawnLosses(series: Curves['series'], table: SeriesTable) {
  const present = Object.entries(table).filter(([name]) => series.has(name));
  const hasTerms = present.filter(([, { role }]) => role === 'term').length > 1;
  return present.filter(([, { role }]) => role === 'total' || (role === 'term' && hasTerms));
}

/** With folds a loss is the mean over the runs and comes with its deviation: the band is mean ± deviation. */
export function bandOf(means: Numbers, deviations: Numbers | undefined): Pick<Series, 'band'> {
  if (!deviations || !hasValues(deviations)) return {};
  const edge = (sign: 1 | -1) =>
    means.map((mean, index) => {
      const deviation = deviations[index] ?? null;
      return mean === null || deviation === null ? null : mean + sign * deviation;
    });
  return { band: { label: 'mean ± deviation', low: edge(-1), high: edge(1) } };
}

const hasValues = (values: Numbers | undefined): boolean => values?.some((value) => value !== null) ?? false;

/** With a weight of 0 the raw lines alone. */
export function withSmoothing(series: readonly Series[], weight: number): readonly Series[] {
  if (weight === 0) return series;
  const raw = series.map((one): Series => ({ ...one, isUnderlay: true }));
  return [...raw, ...series.map((one): Series => smoothed(one, weight))];
}

const smoothed = ({ band, ...rest }: Series, weight: number): Series => ({
  ...rest,
  y: smooth(rest.y, weight),
  ...(band ? { band: { ...band, low: smooth(band.low, weight), high: smooth(band.high, weight) } } : {}),
});
