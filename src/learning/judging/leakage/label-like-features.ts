/**
 * Features that are (nearly) the label under another name. |r| is Pearson's correlation over training rows; real charge
 * and discharge features reach 0.99987 with the capacity of their own cell (discharge time at constant current), so the
 * line is drawn at 0.9999. A feature is found
 *
 * - as capacity: |r| with SoH above 0.9999 over all training rows, or in every single training cell with 10 rows or more;
 * - as countdown: over all training rows |r| above 0.9999 with the RUL, the cycles left in the file or the share of the
 *   file that has passed, where the cycle number alone stays below 0.999; or within one cycle of the RUL or of the cycles
 *   left in 95 % of the rows.
 */
import type { Dataset } from '../../data/dataset.ts';
import { inputWidthOf } from '../../data/prepare-rows.ts';
import { correlation } from './correlation.ts';
import { spread } from './cell-rows.ts';

export interface LabelLikeFeature {
  readonly name: string;
  readonly resembles: 'capacity' | 'countdown';
}

const nearlyOne = 0.9999;
const explainedByTime = 0.999;
const leastRows = 10;
const leastShareOfEqual = 0.95;
/** Rows that are looked at, evenly spread: more would tell the same. */
const mostRows = 10_000;

/** In the order of the features. */
export function findLabelLikeFeatures(
  dataset: Dataset,
  trainingRows: Int32Array,
): readonly LabelLikeFeature[] {
  const rows = spread(trainingRows, mostRows);
  if (rows.length < leastRows) return [];
  const width = inputWidthOf(dataset);
  const columnOf = (column: number): Float64Array =>
    Float64Array.from(rows, (row) => dataset.inputs[row * width + column] ?? Number.NaN);
  const soh = Float64Array.from(rows, (row) => dataset.soh[row] ?? Number.NaN);
  const cells = runsOfCells(dataset, rows);
  const countdowns = countdownsOf(dataset, rows, columnOf(width - 1));
  return dataset.featureNames.flatMap((name, column): readonly LabelLikeFeature[] => {
    const values = columnOf(column);
    if (isCapacity(values, soh, cells)) return [{ name, resembles: 'capacity' }];
    if (countdowns.some((countdown) => isCountdown(values, countdown)))
      return [{ name, resembles: 'countdown' }];
    return [];
  });
}

/** Where the rows of one cell begin and end; training rows of a cell follow each other. */
interface Run {
  readonly from: number;
  readonly to: number;
}

function runsOfCells({ cellStart }: Dataset, rows: Int32Array): readonly Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (let to = 1; to <= rows.length; to += 1) {
    if (to < rows.length && cellStart[rows[to] ?? 0] === cellStart[rows[from] ?? 0]) continue;
    runs.push({ from, to });
    from = to;
  }
  return runs;
}

function isCapacity(values: Float64Array, soh: Float64Array, cells: readonly Run[]): boolean {
  if (Math.abs(correlation(values, soh)) > nearlyOne) return true;
  const judged = cells.filter(({ from, to }) => to - from >= leastRows);
  return (
    judged.length > 0 &&
    judged.every(({ from, to }) => Math.abs(correlation(values, soh, from, to)) > nearlyOne)
  );
}

interface Countdown {
  /** NaN where it is unknown. */
  readonly values: Float64Array;
  /** A count of cycles, which a feature may equal. */
  readonly isInCycles: boolean;
  /** The cycle number alone tells it, as with a single cell. */
  readonly isTime: boolean;
}

function countdownsOf(dataset: Dataset, rows: Int32Array, cycles: Float64Array): readonly Countdown[] {
  const width = inputWidthOf(dataset);
  const lastOf = new Map(
    dataset.cells.map(({ start, rowCount }) => [start, dataset.inputs[(start + rowCount) * width - 1]]),
  );
  const lastCycle = Float64Array.from(rows, (row) => lastOf.get(dataset.cellStart[row] ?? 0) ?? Number.NaN);
  const countdown = (values: Float64Array, isInCycles: boolean): Countdown => ({
    values,
    isInCycles,
    isTime: !(Math.abs(correlation(cycles, values)) < explainedByTime),
  });
  return [
    countdown(
      Float64Array.from(rows, (row) => dataset.rul[row] ?? Number.NaN),
      true,
    ),
    countdown(
      lastCycle.map((last, at) => last - (cycles[at] ?? 0)),
      true,
    ),
    countdown(
      lastCycle.map((last, at) => (cycles[at] ?? 0) / last),
      false,
    ),
  ];
}

function isCountdown(values: Float64Array, { values: counted, isInCycles, isTime }: Countdown): boolean {
  if (isInCycles) {
    const known = counted.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
    const equal = counted.reduce(
      (sum, value, at) => sum + (Math.abs((values[at] ?? Number.NaN) - value) <= 1 ? 1 : 0),
      0,
    );
    if (known >= leastRows && equal >= leastShareOfEqual * known) return true;
  }
  return !isTime && Math.abs(correlation(values, counted)) > nearlyOne;
}
