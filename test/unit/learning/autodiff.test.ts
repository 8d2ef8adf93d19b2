import * as tensorflow from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { algorithmChoiceSchema } from '../../../src/shared/contract/hyperparams.ts';
import { initialWeights } from '../../../src/learning/methods/initial-weights.ts';
import { lossAndGradients } from '../../../src/learning/methods/loss-and-gradients.ts';
import type { NetworkPlan, PreparedRows, Weights } from '../../../src/learning/engines/engine.ts';
import { gatherBatch, tensorflowLoss, tensorsOf } from '../../support/tensorflow-loss.ts';

/**
 * Of the largest entry of a tensor. tfjs rounds everything to float32 (6e-8 a rounding) and sums up to some hundred
 * such terms: at worst 6e-7 measured here. A factor of 1.0001 in one derivative is already noticed.
 */
const tolerance = 5e-6;

const inputWidth = 4;
const hiddenWidth = 5;
const rowCount = 11;
/** Rows from two cells, not in order, one of them twice and one the first of its cell. */
const rowIndices = Int32Array.from([0, 3, 5, 10, 8, 8, 1]);

beforeAll(async () => {
  tensorflow.enableProdMode();
  await tensorflow.setBackend('cpu');
});

const hyperparams = {
  baseline: {},
  bilstm: { hidden_size: hiddenWidth, window: 4 },
  deephpm: { physics_weight: 0.7 },
};

describe.each(['baseline', 'bilstm', 'deephpm'] as const)('%s against tfjs', (algorithm) => {
  it.each([
    { outputWidth: 1, known: 'every label known' },
    { outputWidth: 2, known: 'every label known' },
    { outputWidth: 1, known: 'some labels unknown' },
    { outputWidth: 2, known: 'some labels unknown' },
    { outputWidth: 2, known: 'no label known' },
  ] as const)('gives the same loss and gradients: $outputWidth targets, $known', ({ outputWidth, known }) => {
    const plan: NetworkPlan = {
      choice: algorithmChoiceSchema.parse({ algorithm, hyperparams: hyperparams[algorithm] }),
      inputWidth,
      outputWidth,
      hiddenWidth,
    };
    const rows = preparedRows(outputWidth, known);
    const weights = float32Weights(initialWeights(plan, 7));

    const ours = lossAndGradients(plan, weights, rows, rowIndices);
    const theirs = automaticGradients(plan, weights, rows);

    expect([...ours.gradients.keys()].sort()).toEqual([...theirs.gradients.keys()].sort());
    for (const [name, expected] of theirs.gradients) {
      expect(largestDifference(ours.gradients.get(name)?.values ?? [], expected), name).toBeLessThan(
        tolerance,
      );
    }
    for (const [name, expected] of Object.entries(theirs.terms)) {
      const value = name === 'total' ? ours.loss.total : ours.loss.terms[name];
      expect(largestDifference([value ?? NaN], [expected]), name).toBeLessThan(tolerance);
    }
  });
});

/** Relative to the largest entry; where all are zero, the difference itself. */
function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  const size = Math.max(...Array.from(expected, Math.abs));
  const differences = Array.from(expected, (value, index) => Math.abs(value - (actual[index] ?? NaN)));
  return Math.max(...differences) / (size === 0 ? 1 : size);
}

function automaticGradients(plan: NetworkPlan, weights: Weights, rows: PreparedRows) {
  const batch = gatherBatch(plan, rows, rowIndices);
  const tensors = tensorsOf(weights);
  const names = Object.keys(tensors);
  const lossOf = (...values: tensorflow.Tensor[]): tensorflow.Scalar => {
    const byName = Object.fromEntries(names.map((name, index) => [name, values[index]!]));
    return tensorflowLoss(plan, byName, batch)['total'] as tensorflow.Scalar;
  };
  const gradients = tensorflow.grads(lossOf)(Object.values(tensors));
  const terms = Object.entries(tensorflowLoss(plan, tensors, batch));
  return {
    gradients: new Map(names.map((name, index) => [name, gradients[index]!.dataSync()])),
    terms: Object.fromEntries(terms.map(([name, value]) => [name, value.dataSync()[0]!])),
  };
}

/** Values that float32 holds exactly, so that both sides begin with the same numbers. */
function preparedRows(outputWidth: number, known: string): PreparedRows {
  const random = seededValues();
  const count = rowCount * outputWidth;
  const maskOf = { 'every label known': 1, 'no label known': 0, 'some labels unknown': undefined };
  const values = (length: number): Float64Array => Float64Array.from({ length }, () => Math.fround(random()));
  return {
    rowCount,
    inputs: values(rowCount * inputWidth),
    targets: values(count),
    mask: Float64Array.from({ length: count }, () =>
      known === 'some labels unknown' ? Number(random() > 0) : (maskOf[known as keyof typeof maskOf] ?? 0),
    ),
    cellStart: Int32Array.from({ length: rowCount }, (_, row) => (row < 5 ? 0 : 5)),
  };
}

function float32Weights(weights: Weights): Weights {
  const random = seededValues();
  const rounded = [...weights].map(([name, { shape, values }]) => {
    // Biases begin at zero, where a mistake in what they multiply would not show.
    const shifted = values.map((value) => Math.fround(value + 0.2 * random()));
    return [name, { shape, values: shifted }] as const;
  });
  return new Map(rounded);
}

/** Between -1.5 and 1.5, always the same ones (minimal standard generator). */
function seededValues(): () => number {
  let state = 42;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (3 * state) / 2_147_483_647 - 1.5;
  };
}
