import { describe, expect, it } from 'vitest';
import { type Batch, gatherBatch } from '../../../../../src/learning/methods/batch.ts';
import { forwardDeephpm } from '../../../../../src/learning/methods/deephpm/deephpm.ts';
import { predictDense } from '../../../../../src/learning/methods/dense-network.ts';
import { initialWeights } from '../../../../../src/learning/methods/initial-weights.ts';
import { randomRows, smallPlan } from '../../../../support/random-rows.ts';

const plan = smallPlan({ algorithm: 'deephpm', inputWidth: 4, outputWidth: 2, hiddenWidth: 6 });
const weights = initialWeights(plan, 2);
const rowCount = 3;
const rows = randomRows(plan, rowCount);
const batch = gatherBatch(rows, Int32Array.of(0, 1, 2), null);
const pass = forwardDeephpm(weights, batch);

/** The batch with one input column moved in every row. */
function moved(column: number, by: number): Batch {
  const inputs = batch.inputs.map((value, at) => (at % plan.inputWidth === column ? value + by : value));
  return { ...batch, inputs };
}
/** Central difference of any [B, …] quantity along one input. */
function slopeAlong(column: number, quantity: (moved: Batch) => Float64Array, step = 1e-5): Float64Array {
  const above = quantity(moved(column, step));
  const below = quantity(moved(column, -step));
  return above.map((value, at) => (value - below[at]!) / (2 * step));
}
function expectClose(actual: Float64Array, expected: Float64Array): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, at) => expect(Math.abs(value - expected[at]!)).toBeLessThan(1e-7));
}
const time = plan.inputWidth - 1;

describe('DeepHPM takes its derivatives through the network exactly', () => {
  it('u_t is the slope of u along the cycle index', () => {
    expectClose(
      pass.uTangent,
      slopeAlong(time, (at) => predictDense(weights, at)),
    );
  });

  it.each([0, 1, 2])('u_s is the slope of u along feature %i', (feature) => {
    const slopes = slopeAlong(feature, (at) => predictDense(weights, at));
    for (const { output, slope } of pass.outputs) {
      const ours = slope.filter((_, at) => at % plan.inputWidth === feature);
      expectClose(
        ours,
        slopes.filter((_, at) => at % plan.outputWidth === output),
      );
    }
  });

  it('u_tt and u_st are the slopes of u_t', () => {
    for (let column = 0; column < plan.inputWidth; column++) {
      const slopes = slopeAlong(column, (at) => forwardDeephpm(weights, at).uTangent);
      for (const { output, slopeTangent } of pass.outputs) {
        const ours = slopeTangent.filter((_, at) => at % plan.inputWidth === column);
        expectClose(
          ours,
          slopes.filter((_, at) => at % plan.outputWidth === output),
        );
      }
    }
    const ofTime = slopeAlong(time, (at) => forwardDeephpm(weights, at).uTangent);
    expectClose(pass.uSecondTangent, ofTime);
  });

  it('f_t is the total slope of f = u_t - g along the cycle index', () => {
    const residual = (at: Batch): Float64Array => {
      const moved = forwardDeephpm(weights, at);
      return moved.uTangent.map((slope, index) => slope - moved.g[index]!);
    };
    const ours = pass.uSecondTangent.map((slope, at) => slope - pass.gTangent[at]!);
    expectClose(ours, slopeAlong(time, residual));
  });
});
