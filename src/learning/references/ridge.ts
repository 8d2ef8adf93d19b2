/**
 * Ridge regression, the straight line every network has to beat: minimises Σ(x·w + b − y)² + λ‖w‖² over the rows with
 * a known label. Solved exactly: (XᵀX + λI) w = Xᵀy on centred columns (Hoerl and Kennard 1970), by Cholesky.
 * Letters: I inputs, w [I], b the mean of y at the mean of x.
 */
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

/** Throws RangeError when no row has a label. λ > 0 makes the equations solvable whatever the columns are. */
export function fitRidge(table: RidgeRows, lambda: number): RidgeModel {
  const rows = table.rows.filter((row) => !Number.isNaN(table.labels[row] ?? Number.NaN));
  if (rows.length === 0) throw new RangeError('ridge regression needs at least one row with a label');
  const { inputWidth: width } = table;
  const meanInput = Float64Array.from({ length: width }, (_, column) =>
    meanOver(rows, (row) => inputAt(table, row, column)),
  );
  const meanLabel = meanOver(rows, (row) => table.labels[row] ?? 0);
  const gram = new Float64Array(width * width);
  const moment = new Float64Array(width);
  for (const row of rows) {
    const x = meanInput.map((mean, column) => inputAt(table, row, column) - mean);
    addOuterInto(gram, x);
    const y = (table.labels[row] ?? 0) - meanLabel;
    x.forEach((value, column) => (moment[column] = (moment[column] ?? 0) + value * y));
  }
  for (let i = 0; i < width; i += 1) gram[i * width + i] = (gram[i * width + i] ?? 0) + lambda;
  const weights = solvePositive(gram, moment);
  const atMean = weights.reduce((sum, weight, column) => sum + weight * (meanInput[column] ?? 0), 0);
  return { weights, intercept: meanLabel - atMean };
}

/** [rows.length] */
export function predictRidge(
  model: RidgeModel,
  { inputs, rows }: Pick<RidgeRows, 'inputs' | 'rows'>,
): Float64Array {
  const width = model.weights.length;
  return Float64Array.from(rows, (row) =>
    model.weights.reduce(
      (sum, weight, column) => sum + weight * (inputs[row * width + column] ?? 0),
      model.intercept,
    ),
  );
}

const inputAt = ({ inputs, inputWidth }: RidgeRows, row: number, column: number): number =>
  inputs[row * inputWidth + column] ?? 0;

const meanOver = (rows: Int32Array, valueOf: (row: number) => number): number =>
  rows.reduce((sum, row) => sum + valueOf(row), 0) / rows.length;

function addOuterInto(target: Float64Array, x: Float64Array): void {
  const width = x.length;
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j < width; j += 1) {
      const at = i * width + j;
      target[at] = (target[at] ?? 0) + (x[i] ?? 0) * (x[j] ?? 0);
    }
  }
}

/** Solves A·w = b for a symmetric positive definite A: A = L·Lᵀ, then L·z = b forwards and Lᵀ·w = z backwards. */
function solvePositive(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const l = choleskyFactor(a, n);
  const at = (i: number, k: number): number => l[i * n + k] ?? 0;
  const w = Float64Array.from(b);
  for (let i = 0; i < n; i += 1) {
    const known = w.subarray(0, i).reduce((sum, value, k) => sum + at(i, k) * value, 0);
    w[i] = ((w[i] ?? 0) - known) / at(i, i);
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    const known = w.subarray(i + 1).reduce((sum, value, k) => sum + at(i + 1 + k, i) * value, 0);
    w[i] = ((w[i] ?? 0) - known) / at(i, i);
  }
  return w;
}

function choleskyFactor(a: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let rest = a[i * n + j] ?? 0;
      for (let k = 0; k < j; k += 1) rest -= (l[i * n + k] ?? 0) * (l[j * n + k] ?? 0);
      l[i * n + j] = i === j ? Math.sqrt(rest) : rest / (l[j * n + j] ?? 1);
    }
  }
  return l;
}
