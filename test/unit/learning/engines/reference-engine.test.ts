import { describe, expect, it } from 'vitest';
import { initialWeights } from '../../../../src/learning/methods/initial-weights.ts';
import { lossAndGradients } from '../../../../src/learning/methods/loss-and-gradients.ts';
import { referenceEngine } from '../../../../src/learning/engines/reference/reference-engine.ts';
import type { NetworkPlan, PreparedRows } from '../../../../src/learning/engines/engine.ts';
import { adamStep, createAdamState } from '../../../../src/learning/optimizers/adam.ts';
import { randomRows, smallPlan } from '../../../support/random-rows.ts';
import { openSingleRun, type SingleRun } from '../../../support/single-run.ts';

const rowIndices = Int32Array.from({ length: 24 }, (_, row) => row);

async function trained(plan: NetworkPlan, rows: PreparedRows, steps: number): Promise<SingleRun> {
  const network = await openSingleRun(referenceEngine, plan, rows);
  await network.writeWeights(initialWeights(plan, 4));
  for (let step = 0; step < steps; step++) await network.trainBatch(rowIndices, 0.01);
  return network;
}

describe('the reference engine', () => {
  it.each(['baseline', 'bilstm', 'deephpm'] as const)('%s learns a simple function', async (algorithm) => {
    const plan = smallPlan({ algorithm, inputWidth: 2, outputWidth: 1, hiddenWidth: 8, window: 3 });
    const random = randomRows(plan, 24, 2, 1);
    const targets = random.targets.map((_, row) => Math.sin(random.inputs[2 * row]!) * 0.5);
    const network = await trained(plan, { ...random, targets }, 400);
    const predictions = await network.predict(rowIndices);
    const squares = predictions.reduce((sum, value, row) => sum + (value - targets[row]!) ** 2, 0);
    expect(squares / 24).toBeLessThan(0.01);
  });

  it.each(['baseline', 'bilstm', 'deephpm'] as const)(
    '%s: same seed, same weights, bit for bit',
    async (algorithm) => {
      const plan = smallPlan({ algorithm, inputWidth: 3, outputWidth: 2, hiddenWidth: 5 });
      const rows = randomRows(plan, 24);
      const [one, two] = await Promise.all([trained(plan, rows, 5), trained(plan, rows, 5)]);
      expect([...(await one.readWeights())]).toEqual([...(await two.readWeights())]);
    },
  );

  it('a step is Adam on the loss’s gradient, at the rate of that step; written weights begin anew', async () => {
    const plan = smallPlan({ algorithm: 'baseline', inputWidth: 3, outputWidth: 2, hiddenWidth: 5 });
    const rows = randomRows(plan, 24);
    const network = await trained(plan, rows, 3);
    const weights = initialWeights(plan, 4);
    await network.writeWeights(weights);
    const states = new Map([...weights].map(([name, { values }]) => [name, createAdamState(values.length)]));
    for (const learningRate of [0.1, 0.003]) {
      const { loss, gradients } = lossAndGradients(plan, weights, rows, rowIndices);
      for (const [name, { values }] of weights)
        adamStep(values, gradients.get(name)!.values, states.get(name)!, { learningRate });
      expect(await network.trainBatch(rowIndices, learningRate)).toEqual(loss);
    }
    expect([...(await network.readWeights())]).toEqual([...weights]);
  });

  it('what readWeights gives is a copy that training leaves alone', async () => {
    const plan = smallPlan({ algorithm: 'baseline', inputWidth: 3, outputWidth: 2, hiddenWidth: 5 });
    const network = await trained(plan, randomRows(plan, 24), 1);
    const before = await network.readWeights();
    const kept = [...before.get('u.layer0.weight')!.values];
    await network.trainBatch(rowIndices, 0.1);
    expect([...before.get('u.layer0.weight')!.values]).toEqual(kept);
    expect([...(await network.readWeights()).get('u.layer0.weight')!.values]).not.toEqual(kept);
  });

  it('a window never reaches into another cell or past its row', async () => {
    const plan = smallPlan({ algorithm: 'bilstm', inputWidth: 2, outputWidth: 1, hiddenWidth: 4, window: 6 });
    const rows = randomRows(plan, 24);
    const network = await trained(plan, rows, 0);
    const row = Int32Array.of(14);
    const before = [...(await network.predict(row))];
    rows.inputs.fill(99, 0, 12 * 2);
    rows.inputs.fill(99, 15 * 2);
    expect([...(await network.predict(row))]).toEqual(before);
    rows.inputs.fill(1, 12 * 2, 13 * 2);
    expect([...(await network.predict(row))]).not.toEqual(before);
  });
});
