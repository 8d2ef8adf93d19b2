import { expect, test } from 'vitest';
import { targetErrors } from '../../../../../src/learning/judging/metrics/target-errors.ts';

test('gives MAE, RMSE, MAPE and R² worked out by hand', () => {
  // errors 1, −1, 2; labels 2, 4, 6 with mean 4 and Σ(y − ȳ)² = 8
  const errors = targetErrors([2, 4, 6], [3, 3, 8]);
  expect(errors.rows).toBe(3);
  expect(errors.mae).toBeCloseTo(4 / 3, 12);
  expect(errors.rmse).toBeCloseTo(Math.sqrt(2), 12);
  expect(errors.mape).toBeCloseTo((100 * (1 / 2 + 1 / 4 + 1 / 3)) / 3, 12);
  expect(errors.r2).toBeCloseTo(1 - 6 / 8, 12);
});

test('leaves unknown labels out, and zero labels out of the percentage', () => {
  const errors = targetErrors([NaN, 0, 2], [9, 1, 2]);
  expect(errors).toMatchObject({ rows: 2, mae: 0.5, mape: 0 });
});

test('is null where there is nothing to divide by', () => {
  expect(targetErrors([NaN], [1])).toEqual({ rows: 0, mae: null, rmse: null, mape: null, r2: null });
  expect(targetErrors([0.8, 0.8], [0.8, 0.7]).r2).toBeNull();
});
