/**
 * Solves A·w = b for a symmetric positive definite A [n, n], of which the lower triangle is read: A = L·Lᵀ (Cholesky),
 * then L·z = b forwards and Lᵀ·w = z backwards.
 */
export function solvePositive(a: Float64Array, b: Float64Array): Float64Array {
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
