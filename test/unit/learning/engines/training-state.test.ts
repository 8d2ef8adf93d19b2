/** A training that is read out and written elsewhere goes on as if nothing had happened, to the bit. */
import { describe, expect, it } from 'vitest';
import type {
  BatchLoss,
  Engine,
  NetworkPlan,
  RunSet,
  TrainingState,
} from '../../../../src/learning/engines/engine.ts';
import { referenceEngine } from '../../../../src/learning/engines/reference/reference-engine.ts';
import { initialState } from '../../../../src/learning/engines/training-state.ts';
import { createWasmEngine } from '../../../../src/learning/engines/wasm/create-wasm-engine.ts';
import { initialWeights } from '../../../../src/learning/methods/initial-weights.ts';
import { nodeThreadStarter } from '../../../../src/trainer/node-thread-starter.ts';
import { kernelBuilds, readKernels } from '../../../support/kernel-lab.ts';
import { randomRows, smallPlan } from '../../../support/random-rows.ts';

const rowCount = 90;
const batchSize = 37;
const startThread = nodeThreadStarter(
  new URL('../../../../src/trainer/node-engine-thread.ts', import.meta.url),
);

const wasmEngines = kernelBuilds.flatMap((build) =>
  [1, 2].map((threads) => {
    const engine = createWasmEngine({ wasmBytes: readKernels(build), build, threads, startThread });
    return { name: `${engine.name}, ${threads} threads`, engine };
  }),
);
const engines: readonly { readonly name: string; readonly engine: Engine }[] = [
  { name: referenceEngine.name, engine: referenceEngine },
  ...wasmEngines,
];

/** Wide enough for the BiLSTM that a second thread pays. */
function planOf(algorithm: NetworkPlan['choice']['algorithm'], engine: Engine): NetworkPlan {
  const hiddenWidth = algorithm === 'bilstm' && engine !== referenceEngine ? 60 : 12;
  return smallPlan({ algorithm, inputWidth: 6, outputWidth: 2, hiddenWidth, window: 12, batchSize });
}

const batchesFrom = (first: number, count: number): Int32Array[] =>
  Array.from({ length: count }, (_, at) => {
    const step = first + at;
    return Int32Array.from(
      { length: batchSize - (step % 3) },
      (_unused, row) => (step * 31 + row * 7) % rowCount,
    );
  });

const train = (set: RunSet, run: number, batches: readonly Int32Array[]) =>
  set.train([{ run, batches }], { learningRate: 0.003 });

function flat({ weights, firstMoments, secondMoments, step }: TrainingState) {
  const valuesOf = (tensors: TrainingState['weights']) =>
    [...tensors].map(([name, { shape, values }]) => [name, shape, [...values]]);
  return {
    weights: valuesOf(weights),
    first: valuesOf(firstMoments),
    second: valuesOf(secondMoments),
    step,
  };
}

async function openWith(engine: Engine, plan: NetworkPlan, runs = 1): Promise<RunSet> {
  const rows = randomRows(plan, rowCount);
  return engine.open(
    plan,
    Array.from({ length: runs }, () => rows),
  );
}

describe.each(engines)('$name', ({ engine }) => {
  it.each(['baseline', 'bilstm', 'deephpm'] as const)(
    '%s: 20 steps are 10 steps, read, written into a fresh set, and 10 more',
    async (algorithm) => {
      const plan = planOf(algorithm, engine);
      const start = initialState(initialWeights(plan, 4));
      const [unbroken, first, second] = [
        await openWith(engine, plan),
        await openWith(engine, plan),
        await openWith(engine, plan, 2),
      ];
      await unbroken.write(0, start);
      const [expected] = await train(unbroken, 0, batchesFrom(0, 20));

      await first.write(0, start);
      const [before] = await train(first, 0, batchesFrom(0, 10));
      const state = await first.read(0);
      await first.close();
      expect(state.step).toBe(10);
      await second.write(0, initialState(initialWeights(plan, 9)));
      await train(second, 0, batchesFrom(50, 3));
      await second.write(1, state);
      expect(flat(await second.read(1))).toEqual(flat(state));
      const [after] = await train(second, 1, batchesFrom(10, 10));

      const losses: readonly (readonly BatchLoss[] | undefined)[] = [before, after];
      expect(losses.flatMap((one) => one ?? [])).toEqual(expected);
      const [end, wanted] = [flat(await second.read(1)), flat(await unbroken.read(0))];
      expect(end).toEqual(wanted);
      expect(end.step).toBe(20);
      await Promise.all([unbroken.close(), second.close()]);
    },
  );

  it('a state is a copy that training leaves alone', async () => {
    const plan = planOf('baseline', engine);
    const set = await openWith(engine, plan);
    const start = initialState(initialWeights(plan, 4));
    await set.write(0, start);
    await train(set, 0, batchesFrom(0, 2));
    const state = await set.read(0);
    const kept = flat(state);
    await train(set, 0, batchesFrom(2, 2));
    expect(flat(state)).toEqual(kept);
    expect(flat(start)).toEqual(flat(initialState(initialWeights(plan, 4))));
  });

  it('runs in one call are what they are alone, whatever their rows', async () => {
    const plan = planOf('baseline', engine);
    const [rows, others] = [randomRows(plan, rowCount), randomRows(plan, 60, 5)];
    const start = initialState(initialWeights(plan, 4));
    const set = await engine.open(plan, [rows, others, rows]);
    for (const run of [0, 1, 2]) await set.write(run, start);
    const step = { learningRate: 0.003 };
    const within60 = (batches: readonly Int32Array[]) =>
      batches.map((rowIndices) => rowIndices.map((row) => row % 60));
    const wanted = [
      { run: 0, batches: batchesFrom(0, 3) },
      { run: 2, batches: batchesFrom(7, 1) },
      { run: 1, batches: within60(batchesFrom(0, 2)) },
    ];
    const losses = await set.train(wanted, step);
    expect(losses.map((ofRun) => ofRun.length)).toEqual([3, 1, 2]);
    for (const [at, { run, batches }] of wanted.entries()) {
      const alone = await engine.open(plan, [run === 1 ? others : rows]);
      await alone.write(0, start);
      expect(await alone.train([{ run: 0, batches }], step)).toEqual([losses[at]]);
      expect(flat(await alone.read(0))).toEqual(flat(await set.read(run)));
      const some = Int32Array.of(3, 41, 7);
      expect([...(await set.predict(run, some))]).toEqual([...(await alone.predict(0, some))]);
    }
  });

  it('a run that is not in the set is refused', async () => {
    const set = await openWith(engine, planOf('baseline', engine));
    await expect(set.read(1)).rejects.toThrow('There is no run 1 in this set of 1.');
  });
});

it('rows that runs share are in memory once', () => {
  const plan = planOf('baseline', referenceEngine);
  const rows = randomRows(plan, 10_000);
  for (const { engine } of wasmEngines) {
    const [one, shared, apart] = [[rows], [rows, rows], [rows, { ...rows }]].map((rowsByRun) =>
      engine.memoryBytes(plan, rowsByRun),
    );
    const ofRows = apart! - shared!;
    expect(ofRows).toBeGreaterThan(10_000 * 4 * (8 + 8 + 8));
    expect(shared! - one!).toBeLessThan(ofRows / 2);
  }
});
