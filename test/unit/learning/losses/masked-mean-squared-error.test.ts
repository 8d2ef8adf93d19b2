import { describe, expect, it } from 'vitest';
import { maskedMeanSquaredError } from '../../../../src/learning/losses/masked-mean-squared-error.ts';

describe('the masked mean squared error', () => {
  it('is what the formula gives by hand', () => {
    const { loss, gradient } = maskedMeanSquaredError(
      Float64Array.of(1, 2, 3, 4),
      Float64Array.of(0, 4, 3, 100),
      Float64Array.of(1, 1, 1, 0),
    );
    expect(loss).toBeCloseTo((1 + 4 + 0) / 3, 15);
    expect([...gradient]).toEqual([2 / 3, -4 / 3, 0, 0]);
  });

  it('never looks at a target that is not known, even one that is not a number', () => {
    const { loss, gradient } = maskedMeanSquaredError(
      Float64Array.of(1, 2),
      Float64Array.of(NaN, 1),
      Float64Array.of(0, 1),
    );
    expect(loss).toBe(1);
    expect([...gradient]).toEqual([0, 2]);
  });

  it('is zero, and so is its slope, where nothing is known', () => {
    const { loss, gradient } = maskedMeanSquaredError(
      Float64Array.of(1, 2),
      Float64Array.of(NaN, NaN),
      new Float64Array(2),
    );
    expect(loss).toBe(0);
    expect([...gradient]).toEqual([0, 0]);
  });
});
