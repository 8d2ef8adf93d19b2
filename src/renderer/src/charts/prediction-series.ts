/** What a model says of one cell over its cycles, with its band, beside what was measured. Pure. */
import type { EvaluatedCell } from '../../../shared/contract/prediction.ts';
import type { Target } from '../format/comparison.ts';
import { columnsOf } from './evaluation-clouds.ts';
import { colorAt, type Series } from './series.ts';

/** The prediction in front; the measured line is left out where nothing is known of it. */
export function predictionSeries(cell: EvaluatedCell, target: Target): readonly Series[] {
  const { measured, predicted, low, high } = columnsOf(cell, target);
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
