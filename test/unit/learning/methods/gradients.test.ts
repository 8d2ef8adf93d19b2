import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialWeights } from '../../../../src/learning/methods/initial-weights.ts';
import { lossAndGradients } from '../../../../src/learning/methods/loss-and-gradients.ts';
import type { NetworkPlan, PreparedRows, Weights } from '../../../../src/learning/engines/engine.ts';
import { algorithmSchema } from '../../../../src/shared/contract/hyperparams.ts';
import { randomRows, type SmallShape, smallPlan } from '../../../support/random-rows.ts';

/** Central differences in float64: truncation of the order of step² and cancellation of 1e-16/step meet at 1e-5. */
const step = 1e-5;
const tolerance = 1e-7;

function nudged(weights: Weights, name: string, at: number, by: number): Weights {
  const copy = new Map(
    [...weights].map(([key, { shape, values }]) => [key, { shape, values: values.slice() }]),
  );
  const values = copy.get(name)!.values;
  values[at] = values[at]! + by;
  return copy;
}

/** The largest gap between the gradient and central differences, over a sample of every tensor's elements. */
function largestGap(plan: NetworkPlan, rows: PreparedRows, rowIndices: Int32Array): number {
  const weights = initialWeights(plan, 3);
  const { gradients } = lossAndGradients(plan, weights, rows, rowIndices);
  const total = (changed: Weights): number => lossAndGradients(plan, changed, rows, rowIndices).loss.total;
  let largest = 0;
  for (const [name, { values }] of gradients) {
    const stride = Math.max(1, Math.floor(values.length / 7));
    for (let at = 0; at < values.length; at += stride) {
      const numeric =
        (total(nudged(weights, name, at, step)) - total(nudged(weights, name, at, -step))) / (2 * step);
      largest = Math.max(largest, Math.abs(numeric - values[at]!) / Math.max(1, Math.abs(numeric)));
    }
  }
  return largest;
}

const shapes = (algorithm: SmallShape['algorithm']) =>
  fc.record({
    algorithm: fc.constant(algorithm),
    inputWidth: fc.integer({ min: 1, max: 5 }),
    outputWidth: fc.integer({ min: 1, max: 2 }),
    hiddenWidth: fc.integer({ min: 1, max: 5 }),
    window: fc.integer({ min: 1, max: 5 }),
  });

describe('the gradient of every weight is the slope of the loss', () => {
  it.each(algorithmSchema.options)('%s', (algorithm) => {
    const knownShares = fc.constantFrom(0, 0.5, 1);
    const rowCounts = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(shapes(algorithm), rowCounts, knownShares, (shape, rowCount, knownShare) => {
        const plan = smallPlan(shape);
        const rows = randomRows(plan, 9, 5, knownShare);
        const rowIndices = Int32Array.from({ length: rowCount }, (_, index) => (index * 4 + 2) % 9);
        expect(largestGap(plan, rows, rowIndices)).toBeLessThan(tolerance);
      }),
      { numRuns: 25, seed: 11 },
    );
  });

  it('says so when a gradient is wrong: the gap of another row’s gradient is large', () => {
    const plan = smallPlan({ algorithm: 'deephpm', inputWidth: 3, outputWidth: 2, hiddenWidth: 4 });
    const rows = randomRows(plan, 9);
    const weights = initialWeights(plan, 3);
    const [one, other] = [[2], [3]].map(
      (row) =>
        lossAndGradients(plan, weights, rows, Int32Array.from(row)).gradients.get('u.layer0.weight')!.values,
    );
    expect(Math.max(...one!.map((value, at) => Math.abs(value - other![at]!)))).toBeGreaterThan(1e-3);
  });
});
