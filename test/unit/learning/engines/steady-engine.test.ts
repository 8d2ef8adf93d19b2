/** A training whose device is lost goes on with the next engine as if nothing had happened, to the bit. */
import { describe, expect, it } from 'vitest';
import type { Engine, RunBatches, RunSet } from '../../../../src/learning/engines/engine.ts';
import { referenceEngine } from '../../../../src/learning/engines/reference/reference-engine.ts';
import { createSteadyEngine } from '../../../../src/learning/engines/steady-engine.ts';
import { initialState } from '../../../../src/learning/engines/training-state.ts';
import { initialWeights } from '../../../../src/learning/methods/initial-weights.ts';
import { randomRows, smallPlan } from '../../../support/random-rows.ts';

const plan = smallPlan({ algorithm: 'baseline', inputWidth: 3, outputWidth: 1, hiddenWidth: 5 });
const rows = randomRows(plan, 40);
const step = { learningRate: 0.01 };
const batchesFrom = (first: number): readonly RunBatches[] =>
  [0, 1].map((run) => ({ run, batches: [Int32Array.from([first, first + 7 + run, first + 11])] }));

/** The reference engine on a device that is lost at the given call, counted over all its sets. */
function mortalEngine(lostAtCall: number): Engine {
  let calls = 0;
  return {
    ...referenceEngine,
    name: 'mortal',
    async open(...parts) {
      const set = await referenceEngine.open(...parts);
      const { promise: lost, resolve: lose } = Promise.withResolvers<string>();
      const mortal = async <T>(work: () => Promise<T>): Promise<T> => {
        calls += 1;
        if (calls < lostAtCall) return work();
        lose('The GPU was lost: unplugged');
        await lost;
        throw new Error('The GPU was lost: unplugged');
      };
      return {
        ...set,
        lost,
        read: (run) => mortal(() => set.read(run)),
        write: (run, state) => mortal(() => set.write(run, state)),
        train: (batches, by) => mortal(() => set.train(batches, by)),
        predict: (run, rowIndices) => mortal(() => set.predict(run, rowIndices)),
      };
    },
  };
}

async function trainThrough(engine: Engine) {
  const set: RunSet = await engine.open(plan, [rows, rows]);
  for (const run of [0, 1]) await set.write(run, initialState(initialWeights(plan, run + 1)));
  const losses = [];
  for (let first = 0; first < 20; first++) losses.push(await set.train(batchesFrom(first), step));
  return {
    losses,
    states: [await set.read(0), await set.read(1)],
    predicted: await set.predict(1, Int32Array.of(3)),
  };
}

/** A clock that moves on by a second at every look: states are kept every few steps. */
function steady(first: Engine, later: readonly Engine[]) {
  const reasons: string[] = [];
  let seconds = 0;
  const engine = createSteadyEngine(first, {
    elapsedMs: () => 1000 * (seconds += 1),
    next: (losses, reason) => {
      reasons.push(`${losses} ${reason}`);
      const next = later[losses - 1];
      return next ? Promise.resolve(next) : Promise.reject(new Error('nothing left'));
    },
  });
  return { engine, reasons };
}

describe('a training on a device that is lost', () => {
  it.each([1, 2, 3, 4, 8, 9, 10, 11, 12, 25, 26])(
    'at call %i goes on elsewhere with the same bits',
    async (call) => {
      const { engine, reasons } = steady(mortalEngine(call), [referenceEngine]);
      expect(await trainThrough(engine)).toEqual(await trainThrough(referenceEngine));
      expect(reasons).toEqual(['1 The GPU was lost: unplugged']);
    },
  );

  it('twice is given the second engine after the first', async () => {
    const { engine, reasons } = steady(mortalEngine(9), [mortalEngine(6), referenceEngine]);
    expect(await trainThrough(engine)).toEqual(await trainThrough(referenceEngine));
    expect(reasons.map((reason) => reason.slice(0, 1))).toEqual(['1', '2']);
  });

  it('fails in words where nothing is left', async () => {
    const { engine } = steady(mortalEngine(9), []);
    await expect(trainThrough(engine)).rejects.toThrow('nothing left');
  });

  it('an error that is no loss stays an error', async () => {
    const { engine, reasons } = steady(referenceEngine, []);
    const set = await engine.open(plan, [rows]);
    await expect(set.read(5)).rejects.toThrow('There is no run 5');
    expect(reasons).toEqual([]);
  });
});
