/** What a model says of one cell over its cycles, with its band, beside what was measured. Pure. */
import type { EvaluatedCell } from '../../../shared/contract/prediction.ts';
import type { Target } from '../words/comparison.ts';
import { columnsOf } from './evaluation-clouds.ts';
import { colorAt, type Series } from './series.ts';

type Said = Omit<ReturnType<typeof columnsOf>, 'measured'>;

/** As the answer for one cycle says it: no cell has fewer than no cycles left. */
const notBelowZero = ({ predicted, low, high }: Said): Said => ({
  predicted: predicted.map(atLeastZero),
  low: low.map(atLeastZero),
  high: high.map(atLeastZero),
});

const atLeastZero = (value: number | null): number | null => (value === null ? null : Math.max(0, value));

/** The prediction in front; the measured line is left out where nothing is known of it. */
export function predictionSeries(cell: EvaluatedCell, target: Target): readonly Series[] {
  const { measured, ...said } = columnsOf(cell, target);
  const { predicted, low, high } = target === 'rul' ? notBelowZero(said) : said;
  const hasBand = low.some((value) => value !== null);
  const prediction: Series = {
    key: `${target}_predicted`,
    label: 'predicted',
    color: colorAt(0),
    x: cell.cycles,
    y: predicted,
    ...(hasBand ? { band: { label: '90 % band', low, high } } : {}),
  };
  if (measured.every((value) => value === null)) return [prediction];
  const truth: Series = {
    key: `${target}_measured`,
    label: 'measured',
    color: colorAt(1),
    x: cell.cycles,
    y: measured,
    isDashed: true,
  };
  return [prediction, truth];
}
