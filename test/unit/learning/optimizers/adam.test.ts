import { describe, expect, it } from 'vitest';
import { adamStep, createAdamState, powersAfter } from '../../../../src/learning/optimizers/adam.ts';

describe('Adam', () => {
  it('makes the steps that the paper’s formula gives by hand', () => {
    const values = Float64Array.of(1);
    const state = createAdamState(1);
    adamStep(values, Float64Array.of(0.5), state, { learningRate: 0.1 });
    // The first step is lr · g / (|g| + ε·…): nearly the learning rate itself.
    expect(values[0]).toBeCloseTo(1 - (0.1 * 0.5) / (0.5 + 1e-8), 12);
    adamStep(values, Float64Array.of(-0.25), state, { learningRate: 0.1 });
    const mean = (0.9 * 0.05 + 0.1 * -0.25) / (1 - 0.81);
    const variance = (0.999 * 0.00025 + 0.001 * 0.0625) / (1 - 0.998001);
    expect(values[0]).toBeCloseTo(
      1 - 0.1 * (0.5 / (0.5 + 1e-8)) - (0.1 * mean) / (Math.sqrt(variance) + 1e-8),
      10,
    );
  });

  it('finds the lowest point of a bowl', () => {
    const values = Float64Array.of(3, -2);
    const state = createAdamState(2);
    for (let step = 0; step < 2000; step++)
      adamStep(
        values,
        values.map((value) => 2 * value),
        state,
        { learningRate: 0.01 },
      );
    expect(Math.hypot(...values)).toBeLessThan(1e-3);
  });

  it('knows the powers of its betas as they are when multiplied step by step', () => {
    let [first, second] = [1, 1];
    for (let step = 1; step <= 20_000; step++) {
      first *= 0.9;
      second *= 0.999;
      if (step % 997 === 0 || step === 20_000) {
        expect(powersAfter(step)).toEqual({ beta1Power: first, beta2Power: second });
      }
    }
    expect(powersAfter(0)).toEqual({ beta1Power: 1, beta2Power: 1 });
    expect(powersAfter(1e12)).toEqual(powersAfter(1e12 + 1));
  });
});
