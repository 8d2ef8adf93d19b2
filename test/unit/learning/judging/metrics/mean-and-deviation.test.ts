import { expect, test } from 'vitest';
import { meanAndDeviation } from '../../../../../src/learning/judging/metrics/mean-and-deviation.ts';

test('mean and sample deviation, worked out by hand', () => {
  // Sum 40 over 8; squared distances 32 over 7.
  const { mean, deviation } = meanAndDeviation([2, 4, 4, 4, 5, 5, 7, 9]);
  expect(mean).toBe(5);
  expect(deviation).toBeCloseTo(Math.sqrt(32 / 7), 14);
});

test('what is unknown does not count', () => {
  expect(meanAndDeviation([null, 3, null, 5])).toEqual({ mean: 4, deviation: Math.SQRT2 });
});

test('one value has no deviation, none has no mean', () => {
  expect(meanAndDeviation([7, null])).toEqual({ mean: 7, deviation: null });
  expect(meanAndDeviation([null])).toEqual({ mean: null, deviation: null });
});

test('nearly equal values keep their digits', () => {
  expect(meanAndDeviation([1e9, 1e9 + 1, 1e9 + 2]).deviation).toBe(1);
});
