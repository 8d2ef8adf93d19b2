import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialWeights } from '../../../../../src/learning/methods/initial-weights.ts';
import { lossAndGradients } from '../../../../../src/learning/methods/loss-and-gradients.ts';
import type { NetworkPlan, PreparedRows, Weights } from '../../../../../src/learning/engines/engine.ts';
import { createRandom } from '../../../../../src/shared/domain/random.ts';
import { type KernelBuild, kernelBuilds } from '../../../../support/kernel-lab.ts';
import { randomRows, smallPlan } from '../../../../support/random-rows.ts';
import { wasmGradients } from '../../../../support/wasm-lab.ts';

const algorithms = ['baseline', 'bilstm', 'deephpm'] as const;
const shapes = fc.record({
  inputWidth: fc.integer({ min: 1, max: 19 }),
  outputWidth: fc.integer({ min: 1, max: 2 }),
  hiddenWidth: fc.integer({ min: 1, max: 37 }),
  window: fc.integer({ min: 1, max: 6 }),
  batchSize: fc.integer({ min: 1, max: 70 }),
  seed: fc.integer({ min: 1, max: 100_000 }),
});

/** Initial weights with biases that are not 0, as single precision holds them, so that both engines have the same. */
function singleWeights(plan: NetworkPlan, seed: number): Weights {
  const random = createRandom(seed, 3);
  const entries = [...initialWeights(plan, seed)].map(([name, { shape, values }]) => {
    const isBias = name.endsWith('bias');
    return [
      name,
      { shape, values: values.map((x) => Math.fround(isBias ? 0.3 * random.normal() : x)) },
    ] as const;
  });
  return new Map(entries);
}

function singleRows(plan: NetworkPlan, rowCount: number, seed: number): PreparedRows {
  const rows = randomRows(plan, rowCount, seed);
  const targets = rows.targets.map((y, at) => (rows.mask[at] === 0 ? Number.NaN : Math.fround(y)));
  return { ...rows, inputs: rows.inputs.map(Math.fround), targets };
}

/** Target values where the label is unknown must not matter; the reference version gets 0 there, the kernels NaN. */
function withoutNaN(rows: PreparedRows): PreparedRows {
  return { ...rows, targets: rows.targets.map((y) => (Number.isNaN(y) ? 0 : y)) };
}

const greatest = (values: Float64Array): number => values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/**
 * Single precision rounds by 6e-8; sums over the batch, over time steps and through three layers of both networks make
 * that a few 1e-6 of the largest gradient of the network. A wrong term is off by a share of 1.
 */
const tolerance = 2e-5;

async function expectSameGradients(build: KernelBuild, plan: NetworkPlan, seed: number): Promise<void> {
  const random = createRandom(seed, 5);
  const rows = singleRows(plan, 90, seed);
  const weights = singleWeights(plan, seed);
  const rowIndices = Int32Array.from(
    { length: plan.choice.hyperparams.batch_size },
    () => random.uint32() % 90,
  );
  const expected = lossAndGradients(plan, weights, withoutNaN(rows), rowIndices);
  const { loss, gradients } = await wasmGradients(build, { plan, rows, weights, rowIndices });

  expect(Object.keys(loss.terms)).toEqual(Object.keys(expected.loss.terms));
  expect(Math.abs(loss.total - expected.loss.total)).toBeLessThanOrEqual(
    tolerance * (1 + expected.loss.total),
  );
  expect([...gradients.keys()]).toEqual([...expected.gradients.keys()]);
  const scale = Math.max(...[...expected.gradients.values()].map(({ values }) => greatest(values)));
  for (const [name, { shape, values }] of expected.gradients) {
    const actual = gradients.get(name);
    expect(actual?.shape, name).toEqual(shape);
    const worst = greatest(values.map((x, at) => x - (actual?.values[at] ?? Number.NaN)));
    expect(worst / (scale + 1e-30), name).toBeLessThanOrEqual(tolerance);
  }
}

describe.each(kernelBuilds)('gradients of the %s build', (build) => {
  it.each(algorithms)(
    '%s: those of the reference version, whatever the widths and the batch',
    async (algorithm) => {
      const check = (shape: typeof shapes extends fc.Arbitrary<infer T> ? T : never): Promise<void> =>
        expectSameGradients(build, smallPlan({ algorithm, ...shape }), shape.seed);
      await fc.assert(fc.asyncProperty(shapes, check), { numRuns: 25 });
    },
  );

  it.each(algorithms)('%s: those of the reference version at the standard size', async (algorithm) => {
    const sizes = { inputWidth: 17, outputWidth: 2, hiddenWidth: 64, window: 30, batchSize: 32 };
    await expectSameGradients(build, smallPlan({ algorithm, ...sizes }), 11);
  });
});
