/** Matrix products on row-major float64 buffers, as plain as they come. Letters: N rows, K inner, M columns. */

export type ProductSize = readonly [rows: number, inner: number, columns: number];

/** target [N, M] += left [N, K] · right [K, M] */
export function addProductInto(
  target: Float64Array,
  left: Float64Array,
  right: Float64Array,
  size: ProductSize,
): void {
  const [rows, inner, columns] = size;
  for (let n = 0; n < rows; n++) {
    for (let k = 0; k < inner; k++) {
      const scale = left[n * inner + k] ?? 0;
      addScaledInto(target, n * columns, right, k * columns, scale, columns);
    }
  }
}

/** target [K, M] += leftᵀ · right, with left [N, K] and right [N, M]: the gradient of a weight. */
export function addLeftTransposedInto(
  target: Float64Array,
  left: Float64Array,
  right: Float64Array,
  size: ProductSize,
): void {
  const [rows, inner, columns] = size;
  for (let n = 0; n < rows; n++) {
    for (let k = 0; k < inner; k++) {
      const scale = left[n * inner + k] ?? 0;
      addScaledInto(target, k * columns, right, n * columns, scale, columns);
    }
  }
}

/** target [N, K] += left · rightᵀ, with left [N, M] and right [K, M]: the gradient of an input. */
export function addRightTransposedInto(
  target: Float64Array,
  left: Float64Array,
  right: Float64Array,
  size: ProductSize,
): void {
  const [rows, inner, columns] = size;
  for (let n = 0; n < rows; n++) {
    for (let k = 0; k < inner; k++) {
      let sum = target[n * inner + k] ?? 0;
      for (let m = 0; m < columns; m++) sum += (left[n * columns + m] ?? 0) * (right[k * columns + m] ?? 0);
      target[n * inner + k] = sum;
    }
  }
}

/** target [M] += the sum of the rows of values [N, M]: the gradient of a bias. */
export function addColumnSumsInto(target: Float64Array, values: Float64Array): void {
  const columns = target.length;
  for (let index = 0; index < values.length; index++) {
    target[index % columns] = (target[index % columns] ?? 0) + (values[index] ?? 0);
  }
}

/** Every row of the result [N, M] is `row` [M]. */
export function repeatRow(row: Float64Array, rows: number): Float64Array {
  const repeated = new Float64Array(rows * row.length);
  for (let n = 0; n < rows; n++) repeated.set(row, n * row.length);
  return repeated;
}

/** target += source, element by element. */
export function addInto(target: Float64Array, source: Float64Array): void {
  addScaledInto(target, 0, source, 0, 1, source.length);
}

function addScaledInto(
  target: Float64Array,
  targetStart: number,
  source: Float64Array,
  sourceStart: number,
  scale: number,
  length: number,
): void {
  for (let index = 0; index < length; index++) {
    const sum = (target[targetStart + index] ?? 0) + scale * (source[sourceStart + index] ?? 0);
    target[targetStart + index] = sum;
  }
}
