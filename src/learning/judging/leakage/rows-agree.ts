/** Whether two rows of different cells are the same measurement, written with the digits of the coarser file. */
import type { Dataset } from '../../data/dataset.ts';
import { inputWidthOf } from '../../data/prepare-rows.ts';
import type { CellRows } from './cell-rows.ts';
import { coarser, toleranceAt } from './value-precision.ts';

export interface CellPair {
  readonly validation: CellRows;
  readonly training: CellRows;
}

/** A validation row, and another that trains. */
export interface RowPair {
  readonly row: number;
  readonly other: number;
}

export interface ComparedRows {
  readonly dataset: Dataset;
  /** [N] NaN = unknown */
  readonly capacityAh: Float64Array;
  /** [I − 1] of the features over the training rows. */
  readonly deviations: Float64Array;
  readonly capacityDeviation: number;
}

/** Together the features have to tell 2^40 rows apart: features of one kind of cell go with its capacity. */
const leastFeatureBits = 40;
/** Without features the capacity has to tell apart 2^7 times as many rows as the training cell has. */
const spareCapacityBits = 7;

/**
 * For rows whose capacities agree: every feature known on either side agrees too, and there are digits enough that this
 * is no chance.
 */
export function rowsAgree(cells: CellPair, { row, other }: RowPair, compared: ComparedRows): boolean {
  const width = inputWidthOf(compared.dataset);
  let bits = 0;
  let known = 0;
  for (let column = 0; column < width - 1; column += 1) {
    const one = compared.dataset.inputs[row * width + column] ?? Number.NaN;
    const two = compared.dataset.inputs[other * width + column] ?? Number.NaN;
    if (Number.isNaN(one) && Number.isNaN(two)) continue;
    const tolerance = featureTolerance(cells, column, one);
    if (!(Math.abs(one - two) <= tolerance)) return false;
    bits += bitsOf(compared.deviations[column] ?? 0, tolerance);
    known += 1;
  }
  return known > 0 ? bits >= leastFeatureBits : isCapacityEnough(cells, row, compared);
}

function featureTolerance({ validation, training }: CellPair, column: number, value: number): number {
  const [mine, theirs] = [validation.featurePrecision[column], training.featurePrecision[column]];
  return mine && theirs ? toleranceAt(value, coarser(mine, theirs)) : Number.NaN;
}

function isCapacityEnough({ validation, training }: CellPair, row: number, compared: ComparedRows): boolean {
  const precision = coarser(validation.capacityPrecision, training.capacityPrecision);
  const bits = bitsOf(compared.capacityDeviation, toleranceAt(compared.capacityAh[row] ?? 0, precision));
  return bits >= Math.log2(training.rows.length) + spareCapacityBits;
}

/** How many values, as a power of two, a column with this deviation tells apart. */
const bitsOf = (deviation: number, tolerance: number): number =>
  Math.max(0, Math.log2(deviation / tolerance));

/** Over some training rows. */
export function deviationsOf(
  dataset: Dataset,
  capacityAh: Float64Array,
  rows: Int32Array,
): Pick<ComparedRows, 'deviations' | 'capacityDeviation'> {
  const width = inputWidthOf(dataset);
  const ofColumn = (column: number): number =>
    deviationOf(Array.from(rows, (row) => dataset.inputs[row * width + column] ?? Number.NaN));
  return {
    deviations: Float64Array.from({ length: width - 1 }, (_, column) => ofColumn(column)),
    capacityDeviation: deviationOf(Array.from(rows, (row) => capacityAh[row] ?? Number.NaN)),
  };
}

/** Missing values left out; 0 without any. */
function deviationOf(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return 0;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
}
