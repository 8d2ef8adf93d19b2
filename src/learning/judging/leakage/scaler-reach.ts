/**
 * Whether a scaler is the one of the training rows: mean and deviation are computed once more, in one pass (Welford,
 * Technometrics 4, 1962), and compared. A scaler that has seen other rows differs.
 */
import type { Standardisation, Table } from '../../data/scaler.ts';

/** Two ways of summing the same numbers agree to far more digits than this. */
const agreement = 1e-6;
/** A deviation below this share of the mean is rounding, which the scaler writes as 0. */
const roundingShare = 1e-9;

/** Columns whose mean or deviation is not that of these rows. */
export function columnsBeyondRows(table: Table, rows: Int32Array, inUse: Standardisation): readonly number[] {
  return Array.from({ length: table.width }, (_, column) => column).filter((column) => {
    const { mean, deviation } = welford(table, rows, column);
    const spread = deviation <= Math.abs(mean) * roundingShare ? 0 : deviation;
    const scale = spread === 0 ? Math.max(Math.abs(mean), Number.MIN_VALUE) : spread;
    const used = { mean: inUse.mean[column] ?? Number.NaN, deviation: inUse.deviation[column] ?? Number.NaN };
    const isSameMean = Math.abs(used.mean - mean) <= agreement * scale;
    return !isSameMean || !(Math.abs(used.deviation - spread) <= agreement * scale);
  });
}

function welford({ values, width }: Table, rows: Int32Array, column: number) {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (const row of rows) {
    const value = values[row * width + column] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    count += 1;
    const before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }
  return { mean, deviation: count === 0 ? 0 : Math.sqrt(squares / count) };
}
