/**
 * Ridge regression, the straight line every network has to beat: minimises Σ(x·w + b − y)² + λ‖w‖² over the rows with
 * a known label. Solved exactly: (XᵀX + λI) w = Xᵀy on centred columns (Hoerl and Kennard 1970), by Cholesky.
 * Letters: I inputs, w [I], b the mean of y at the mean of x.
 */
import { solvePositive } from './solve-positive.ts';

export interface RidgeModel {
  /** [I] */
  readonly weights: Float64Array;
  readonly intercept: number;
}

export interface RidgeRows {
  /** [N, I] row-major, standardised */
  readonly inputs: Float64Array;
  readonly inputWidth: number;
  /** [N] NaN = unknown */
  readonly labels: Float64Array;
  /** The rows to learn from. */
  readonly rows: Int32Array;
}

/** XᵀX [I, I] and Xᵀy [I] of the centred columns, and the means that were taken away: all that any λ needs. */
export interface RidgeEquations {
  readonly gram: Float64Array;
  readonly moment: Float64Array;
  readonly meanInput: Float64Array;
  readonly meanLabel: number;
}

/** Throws RangeError when no row has a label. λ > 0 makes the equations solvable whatever the columns are. */
export function fitRidge(table: RidgeRows, lambda: number): RidgeModel {
  const equations = ridgeEquations(table);
  if (!equations) throw new RangeError('ridge regression needs at least one row with a label');
  return solveRidge(equations, lambda);
}

/** Undefined when no row has a label. */
export function ridgeEquations(table: RidgeRows): RidgeEquations | undefined {
  const rows = table.rows.filter((row) => !Number.isNaN(table.labels[row] ?? Number.NaN));
  if (rows.length === 0) return undefined;
  const { inputWidth: width } = table;
  const { meanInput, meanLabel } = meansOf(table, rows);
  const gram = new Float64Array(width * width);
  const moment = new Float64Array(width);
  const x = new Float64Array(width);
  for (const row of rows) {
    for (let i = 0; i < width; i += 1) x[i] = (table.inputs[row * width + i] ?? 0) - (meanInput[i] ?? 0);
    addLowerTriangleInto(gram, x);
    const y = (table.labels[row] ?? 0) - meanLabel;
    for (let i = 0; i < width; i += 1) moment[i] = (moment[i] ?? 0) + (x[i] ?? 0) * y;
  }
  return { gram, moment, meanInput, meanLabel };
}

/** Only the lower triangle of XᵀX is there, which is all that Cholesky reads. */
export function solveRidge(equations: RidgeEquations, lambda: number): RidgeModel {
  const { moment, meanInput, meanLabel } = equations;
  const width = moment.length;
  const gram = Float64Array.from(equations.gram);
  for (let i = 0; i < width; i += 1) gram[i * width + i] = (gram[i * width + i] ?? 0) + lambda;
  const weights = solvePositive(gram, moment);
  const atMean = weights.reduce((sum, weight, column) => sum + weight * (meanInput[column] ?? 0), 0);
  return { weights, intercept: meanLabel - atMean };
}

/** [rows.length] */
export function predictRidge(
  { weights, intercept }: RidgeModel,
  { inputs, rows }: Pick<RidgeRows, 'inputs' | 'rows'>,
): Float64Array {
  const width = weights.length;
  return Float64Array.from(rows, (row) => {
    let sum = intercept;
    for (let i = 0; i < width; i += 1) sum += (weights[i] ?? 0) * (inputs[row * width + i] ?? 0);
    return sum;
  });
}

function meansOf(
  { inputs, inputWidth: width, labels }: RidgeRows,
  rows: Int32Array,
): Pick<RidgeEquations, 'meanInput' | 'meanLabel'> {
  const meanInput = new Float64Array(width);
  let labelSum = 0;
  for (const row of rows) {
    for (let i = 0; i < width; i += 1) meanInput[i] = (meanInput[i] ?? 0) + (inputs[row * width + i] ?? 0);
    labelSum += labels[row] ?? 0;
  }
  return { meanInput: meanInput.map((sum) => sum / rows.length), meanLabel: labelSum / rows.length };
}

function addLowerTriangleInto(target: Float64Array, x: Float64Array): void {
  const width = x.length;
  for (let i = 0; i < width; i += 1) {
    const xi = x[i] ?? 0;
    for (let j = 0; j <= i; j += 1) {
      const at = i * width + j;
      target[at] = (target[at] ?? 0) + xi * (x[j] ?? 0);
    }
  }
}
