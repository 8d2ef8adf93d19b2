/** Whether two cells have the same capacities at the same cycles, shifted by a fixed distance. */
import type { Dataset } from '../../data/dataset.ts';
import { inputWidthOf } from '../../data/prepare-rows.ts';
import type { CellRows } from './cell-rows.ts';
import { coarser, toleranceAt } from './value-precision.ts';

export interface LabelSeriesPair {
  readonly dataset: Dataset;
  readonly capacityAh: Float64Array;
  readonly validation: CellRows;
  readonly training: CellRows;
  /** Cycle number in training less that in validation. */
  readonly distance: number;
}

const leastShare = 0.95;
const leastRows = 20;
const leastValues = 10;

/** Over the rows that both have, see `findRepeatedCells`. */
export function labelSeriesAgree(pair: LabelSeriesPair): boolean {
  const { capacityAh, validation, training, distance } = pair;
  const byCycle = new Map(Array.from(training.rows, (row) => [cycleOf(pair.dataset, row), row]));
  const precision = coarser(validation.capacityPrecision, training.capacityPrecision);
  let shared = 0;
  let agreeing = 0;
  const values = new Set<number>();
  for (const row of validation.rows) {
    const other = byCycle.get(cycleOf(pair.dataset, row) + distance);
    const [one, two] = [capacityAh[row] ?? Number.NaN, other === undefined ? Number.NaN : capacityAh[other]];
    if (two === undefined || Number.isNaN(one) || Number.isNaN(two)) continue;
    shared += 1;
    if (Math.abs(one - two) > toleranceAt(one, precision)) continue;
    agreeing += 1;
    values.add(Number(one.toPrecision(6)));
  }
  const shorter = Math.min(validation.rows.length, training.rows.length);
  return (
    shared >= Math.max(leastRows, shorter / 2) &&
    agreeing >= leastShare * shared &&
    values.size >= leastValues
  );
}

const cycleOf = (dataset: Dataset, row: number): number =>
  dataset.inputs[(row + 1) * inputWidthOf(dataset) - 1] ?? Number.NaN;
