/**
 * How far inputs lie outside of what a model was trained on: the Mahalanobis distance from the training rows, with a
 * covariance that is kept from vanishing, per input:
 *
 *   d(x)² = zᵀ (C + λI)⁻¹ z / I,   z = (x − mean) / deviation,   C = Σ z zᵀ / n over training rows
 *
 * (Mahalanobis 1936; λ as in Ledoit and Wolf's shrinkage to the identity, fixed.) What is far is measured, not assumed: each
 * training cell is left out once and the median distance of its rows taken; the middle of these is what a cell of the
 * same kind that was not trained on looks like, and distances are told as multiples of it. Letters: I inputs, z missing is 0.
 */
import { fitStandardisation, type Standardisation, type Table } from '../../data/scaler.ts';

export interface InputReach {
  /** Lower triangle of the Cholesky factor of C + λI, row by row: [I·(I + 1)/2]. */
  readonly factor: readonly number[];
  /** Median distance of a left-out cell, the middle of those. */
  readonly typicalDistance: number;
  /** Left-out cells behind it. */
  readonly cells: number;
}

/** Consecutive rows of a table. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

const lambda = 0.01;
/** Enough to know a cell by. */
const rowsPerCell = 150;
/** z is kept within this, in the fit as for the network, and in what is asked as far as numbers are told apart. */
const fitLimit = 8;
const askLimit = 1000;
/** A column that never changed in training: a change by this share of it counts as one deviation. */
const unchangedShare = 0.05;

export interface KnownCells {
  /** Of the training cells, one at least. */
  readonly training: readonly RowRange[];
  /** Of cells that were not trained on. */
  readonly heldOut: readonly RowRange[];
}

/** `standardisation`: of all training rows. */
export function fitInputReach(
  table: Table,
  { training, heldOut }: KnownCells,
  standardisation: Standardisation,
): InputReach {
  const cells = (training.length > 1 ? training : fifths(training)).map(thinned);
  const leftOut = cells.map((rows, index) =>
    medianDistance(table, rows, fitTo(table, cells.filter((_, other) => other !== index).flat())),
  );
  const whole = { standardisation, factor: factorOf(table, cells.flat(), standardisation) };
  const others = heldOut.map((range) => medianDistance(table, thinned(range), whole));
  const distances = [...leftOut, ...others].filter((distance) => Number.isFinite(distance));
  return {
    factor: whole.factor,
    typicalDistance: Math.max(Number.MIN_VALUE, median(distances)),
    cells: distances.length,
  };
}

/** [rows] multiples of what is typical; `table` in physical units, NaN = missing. */
export function reachOf(
  { factor, typicalDistance }: InputReach,
  standardisation: Standardisation,
  { values, width }: Table,
): Float64Array {
  return Float64Array.from({ length: values.length / width }, (_, row) => {
    const inputs = values.subarray(row * width, (row + 1) * width);
    return distance(factor, standardisedRow(inputs, standardisation, askLimit)) / typicalDistance;
  });
}

/** Of the one training cell there is, later and earlier parts stand in for other cells. */
const fifths = (ranges: readonly RowRange[]): readonly RowRange[] =>
  ranges.flatMap(({ start, end }) => {
    const parts = Math.min(5, end - start);
    const edge = (part: number): number => start + Math.round((part * (end - start)) / parts);
    return Array.from({ length: parts }, (_, part) => ({ start: edge(part), end: edge(part + 1) }));
  });

function thinned({ start, end }: RowRange): readonly number[] {
  const step = Math.max(1, (end - start) / rowsPerCell);
  return Array.from({ length: Math.ceil((end - start) / step) }, (_, index) =>
    Math.min(end - 1, start + Math.floor(index * step)),
  );
}

interface Fit {
  readonly standardisation: Standardisation;
  readonly factor: readonly number[];
}

function fitTo(table: Table, rows: readonly number[]): Fit {
  const standardisation = fitStandardisation(table, Int32Array.from(rows));
  return { standardisation, factor: factorOf(table, rows, standardisation) };
}

function factorOf(
  table: Table,
  rows: readonly number[],
  standardisation: Standardisation,
): readonly number[] {
  const { width } = table;
  const covariance = new Float64Array(width * width);
  for (const row of rows) {
    addSquareInto(covariance, standardisedRow(rowOf(table, row), standardisation, fitLimit), rows.length);
  }
  standardisation.deviation.forEach((deviation, column) => {
    const at = column * width + column;
    covariance[at] = (deviation === 0 ? 1 : (covariance[at] ?? 0)) + lambda;
  });
  return choleskyFactor(covariance, width);
}

/** z·zᵀ / count, the lower triangle. */
function addSquareInto(target: Float64Array, z: Float64Array, count: number): void {
  const width = z.length;
  z.forEach((one, i) => {
    for (let j = 0; j <= i; j += 1) {
      target[i * width + j] = (target[i * width + j] ?? 0) + (one * (z[j] ?? 0)) / count;
    }
  });
}

const rowOf = ({ values, width }: Table, row: number): Float64Array =>
  values.subarray(row * width, (row + 1) * width);

function standardisedRow(
  inputs: Float64Array,
  { mean, deviation }: Standardisation,
  limit: number,
): Float64Array {
  return inputs.map((value, column) => {
    if (Number.isNaN(value)) return 0;
    const [centre, spread] = [mean[column] ?? 0, deviation[column] ?? 0];
    if (spread > 0) return Math.max(-limit, Math.min(limit, (value - centre) / spread));
    if (value === centre) return 0;
    return Math.max(-limit, Math.min(limit, (value - centre) / (Math.abs(centre) * unchangedShare)));
  });
}

/** L of A = L·Lᵀ, A symmetric and positive definite, its lower triangle given [I, I]. */
function choleskyFactor(matrix: Float64Array, width: number): readonly number[] {
  const factor: number[] = [];
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i * width + j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (factor[triangle(i, k)] ?? 0) * (factor[triangle(j, k)] ?? 0);
      factor.push(i === j ? Math.sqrt(sum) : sum / (factor[triangle(j, j)] ?? 1));
    }
  }
  return factor;
}

const triangle = (i: number, j: number): number => (i * (i + 1)) / 2 + j;

/** √(|y|² / I) with L·y = z. */
function distance(factor: readonly number[], z: Float64Array): number {
  const y = new Float64Array(z.length);
  let squares = 0;
  for (let i = 0; i < z.length; i += 1) {
    let sum = z[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= (factor[triangle(i, k)] ?? 0) * (y[k] ?? 0);
    y[i] = sum / (factor[triangle(i, i)] ?? 1);
    squares += (y[i] ?? 0) ** 2;
  }
  return Math.sqrt(squares / z.length);
}

const medianDistance = (table: Table, rows: readonly number[], { factor, standardisation }: Fit): number =>
  median(rows.map((row) => distance(factor, standardisedRow(rowOf(table, row), standardisation, askLimit))));

export function median(values: readonly number[]): number {
  const rising = [...values].sort((one, other) => one - other);
  return rising[Math.floor((rising.length - 1) / 2)] ?? Number.NaN;
}
