/** How far predictions of one target lie from its labels: MAE, RMSE, MAPE in percent, R². Rows without a label (NaN) do not count. */
import type { TargetErrors } from '../../../shared/contract/evaluation.ts';

/**
 * With e = û − y over the n rows with a known label y: MAE = Σ|e|/n, RMSE = √(Σe²/n), MAPE = 100·Σ|e/y|/n over y ≠ 0,
 * R² = 1 − Σe²/Σ(y − ȳ)²; null where there is nothing to divide by.
 */
export function targetErrors(actual: ArrayLike<number>, predicted: ArrayLike<number>): TargetErrors {
  const pairs = Array.from(actual, (label, row) => ({
    label,
    error: (predicted[row] ?? Number.NaN) - label,
  }));
  const known = pairs.filter(({ label }) => !Number.isNaN(label));
  const relative = known.filter(({ label }) => label !== 0);
  const squares = sum(known.map(({ error }) => error ** 2));
  return {
    rows: known.length,
    mae: quotient(sum(known.map(({ error }) => Math.abs(error))), known.length),
    rmse: root(quotient(squares, known.length)),
    mape: quotient(100 * sum(relative.map(({ label, error }) => Math.abs(error / label))), relative.length),
    r2: explainedShare(
      squares,
      known.map(({ label }) => label),
    ),
  };
}

function explainedShare(squaredErrors: number, labels: readonly number[]): number | null {
  const mean = sum(labels) / labels.length;
  const unexplained = quotient(squaredErrors, sum(labels.map((label) => (label - mean) ** 2)));
  return unexplained === null ? null : 1 - unexplained;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const root = (value: number | null): number | null => (value === null ? null : Math.sqrt(value));

function quotient(dividend: number, divisor: number): number | null {
  const value = dividend / divisor;
  return divisor > 0 && Number.isFinite(value) ? value : null;
}
