import { describe, expect, it } from 'vitest';
import { initialWeights } from '../../../../src/learning/methods/initial-weights.ts';
import { weightShapes } from '../../../../src/learning/methods/weight-shapes.ts';
import { algorithmSchema } from '../../../../src/shared/contract/hyperparams.ts';
import { type SmallShape, smallPlan } from '../../../support/random-rows.ts';

const algorithms = algorithmSchema.options;
const planOf = (algorithm: SmallShape['algorithm'], hiddenWidth = 8) =>
  smallPlan({ algorithm, inputWidth: 5, outputWidth: 2, hiddenWidth });
const valuesOf = (algorithm: SmallShape['algorithm'], name: string, hiddenWidth?: number) =>
  initialWeights(planOf(algorithm, hiddenWidth), 1).get(name)!.values;
const largest = (values: Float64Array): number => Math.max(...values.map(Math.abs));

describe('the shapes that model files keep', () => {
  it('baseline: three hidden layers and the output', () => {
    expect([...weightShapes(planOf('baseline'))]).toEqual([
      ['u.layer0.weight', [5, 8]],
      ['u.layer0.bias', [8]],
      ['u.layer1.weight', [8, 8]],
      ['u.layer1.bias', [8]],
      ['u.layer2.weight', [8, 8]],
      ['u.layer2.bias', [8]],
      ['u.layer3.weight', [8, 2]],
      ['u.layer3.bias', [2]],
    ]);
  });

  it('bilstm: four gates a direction, the output from both directions', () => {
    expect([...weightShapes(planOf('bilstm'))]).toEqual([
      ['forward.weight_input', [5, 32]],
      ['forward.weight_hidden', [8, 32]],
      ['forward.bias', [32]],
      ['backward.weight_input', [5, 32]],
      ['backward.weight_hidden', [8, 32]],
      ['backward.bias', [32]],
      ['output.weight', [16, 2]],
      ['output.bias', [2]],
    ]);
  });

  it('deephpm: the baseline’s network, and g, which takes t, s, u and u_s', () => {
    const shapes = weightShapes(planOf('deephpm'));
    for (const [name, shape] of weightShapes(planOf('baseline'))) expect(shapes.get(name)).toEqual(shape);
    expect(shapes.get('g.layer0.weight')).toEqual([5 + 2 + 2 * 4, 8]);
    expect(shapes.get('g.layer3.weight')).toEqual([8, 2]);
    expect(shapes.size).toBe(16);
  });
});

describe('initial weights', () => {
  it.each(algorithms)('%s: same names and shapes as promised, as many values', (algorithm) => {
    const weights = initialWeights(planOf(algorithm), 1);
    expect([...weights].map(([name, { shape }]) => [name, shape])).toEqual([
      ...weightShapes(planOf(algorithm)),
    ]);
    for (const [name, { shape, values }] of weights)
      expect(values.length, name).toBe(shape.reduce((product, length) => product * length, 1));
  });

  it.each(algorithms)('%s: same seed, same bits; another seed, others', (algorithm) => {
    const plan = planOf(algorithm);
    expect([...initialWeights(plan, 6)]).toEqual([...initialWeights(plan, 6)]);
    expect([...initialWeights(plan, 6)]).not.toEqual([...initialWeights(plan, 7)]);
  });

  it.each([
    ['baseline', 'u.layer1.weight', Math.sqrt(6 / (64 + 64))],
    ['bilstm', 'forward.weight_input', Math.sqrt(6 / (5 + 64))],
    ['bilstm', 'forward.weight_hidden', 1 / Math.sqrt(64)],
  ] as const)('%s %s fills its range and stays inside', (algorithm, name, limit) => {
    const size = largest(valuesOf(algorithm, name, 64));
    expect(size).toBeLessThanOrEqual(limit);
    // Of 1280 or more uniform draws, none in the outer 2 % has a chance below 1e-11.
    expect(size).toBeGreaterThan(0.98 * limit);
  });

  it('biases are zero, but the memory of an LSTM starts open', () => {
    expect(largest(valuesOf('baseline', 'u.layer1.bias'))).toBe(0);
    expect(largest(valuesOf('bilstm', 'output.bias'))).toBe(0);
    const gates = [0, 1, 0, 0].flatMap((value) => Array.from({ length: 8 }, () => value));
    expect([...valuesOf('bilstm', 'forward.bias')]).toEqual(gates);
    expect([...valuesOf('bilstm', 'backward.bias')]).toEqual(gates);
  });
});
