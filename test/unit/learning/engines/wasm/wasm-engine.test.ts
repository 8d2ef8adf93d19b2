import { describe, expect, it } from 'vitest';
import { initialWeights } from '../../../../../src/learning/methods/initial-weights.ts';
import { weightShapes } from '../../../../../src/learning/methods/weight-shapes.ts';
import { referenceEngine } from '../../../../../src/learning/engines/reference/reference-engine.ts';
import type { Engine, NetworkPlan, Weights } from '../../../../../src/learning/engines/engine.ts';
import { createWasmEngine } from '../../../../../src/learning/engines/wasm/create-wasm-engine.ts';
import { supportsRelaxedSimd } from '../../../../../src/learning/engines/wasm/supports-relaxed-simd.ts';
import { type KernelBuild, kernelBuilds, readKernels } from '../../../../support/kernel-lab.ts';
import { randomRows, smallPlan } from '../../../../support/random-rows.ts';
import { openSingleRun, type SingleRun } from '../../../../support/single-run.ts';

const algorithms = ['baseline', 'bilstm', 'deephpm'] as const;
const rowCount = 150;

function engineOf(build: KernelBuild, memoryLimitBytes?: number): Engine {
  const options = { wasmBytes: readKernels(build), build, threads: 1 };
  return createWasmEngine(memoryLimitBytes === undefined ? options : { ...options, memoryLimitBytes });
}

function planOf(algorithm: (typeof algorithms)[number], batchSize = 30): NetworkPlan {
  return smallPlan({ algorithm, inputWidth: 6, outputWidth: 2, hiddenWidth: 20, window: 5, batchSize });
}

async function openWith(engine: Engine, plan: NetworkPlan): Promise<SingleRun> {
  const network = await openSingleRun(engine, plan, randomRows(plan, rowCount));
  await network.writeWeights(initialWeights(plan, 4));
  return network;
}

/** Batches of all rows in turn, the last one smaller. */
async function trainEpochs(network: SingleRun, epochs: number, batchSize: number): Promise<number[]> {
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let first = 0; first < rowCount; first += batchSize) {
      const length = Math.min(batchSize, rowCount - first);
      const batch = Int32Array.from({ length }, (_, at) => (first + at * 7 + epoch) % rowCount);
      losses.push((await network.trainBatch(batch, 0.003)).total);
    }
  }
  return losses;
}

const allRows = Int32Array.from({ length: rowCount }, (_, row) => row);

function greatestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(...Array.from(a, (x, at) => Math.abs(x - (b[at] ?? Number.NaN))));
}

function flat(weights: Weights): number[] {
  return [...weights.values()].flatMap(({ values }) => [...values]);
}

it('this Node runs the relaxed build', () => {
  expect(supportsRelaxedSimd()).toBe(true);
});

describe.each(kernelBuilds)('the WebAssembly engine, %s build', (build) => {
  it('is named after its build', () => {
    expect(engineOf(build).name).toBe(`wasm-${build}`);
  });

  it.each(algorithms)(
    '%s: gives back the weights it was given, in the same order and shape',
    async (algorithm) => {
      const plan = planOf(algorithm);
      const network = await openWith(engineOf(build), plan);
      const given = initialWeights(plan, 4);
      const got = await network.readWeights();
      expect([...got].map(([name, { shape }]) => [name, shape])).toEqual([...weightShapes(plan)]);
      expect([...got].map(([name, { shape }]) => [name, shape])).toEqual(
        [...given].map(([name, { shape }]) => [name, shape]),
      );
      expect(flat(got)).toEqual(flat(given).map(Math.fround));
    },
  );

  it.each(algorithms)('%s: learns as the reference version does, step by step', async (algorithm) => {
    // A batch size that is no multiple of anything, and a last batch of 150 − 4·37 = 2 rows.
    const plan = planOf(algorithm, 37);
    const fast = await openWith(engineOf(build), plan);
    const reference = await openWith(referenceEngine, plan);
    const [losses, expected] = [await trainEpochs(fast, 4, 37), await trainEpochs(reference, 4, 37)];
    // Adam divides by the size of a gradient, so that its rounding shows in full where it is nearly 0; over 20 steps of
    // 0.003 that stays far below the steps themselves.
    expect(greatestDifference(losses, expected)).toBeLessThan(2e-4);
    expect(greatestDifference(await fast.predict(allRows), await reference.predict(allRows))).toBeLessThan(
      1e-3,
    );
    expect(expected.at(-1)).toBeLessThan(expected[0] ?? 0);
  });

  it.each(algorithms)('%s: same weights and batches, same bits, in a new network too', async (algorithm) => {
    const plan = planOf(algorithm);
    const run = async () => {
      const network = await openWith(engineOf(build), plan);
      const losses = await trainEpochs(network, 40, 30);
      const weights = flat(await network.readWeights());
      return { losses, weights, predictions: [...(await network.predict(allRows))] };
    };
    expect(await run()).toEqual(await run());
  });

  it.each(algorithms)('%s: writing weights starts anew, whatever was trained before', async (algorithm) => {
    const plan = planOf(algorithm);
    const network = await openWith(engineOf(build), plan);
    const first = await trainEpochs(network, 2, 30);
    await network.writeWeights(initialWeights(plan, 4));
    expect(await trainEpochs(network, 2, 30)).toEqual(first);
  });

  it.each(algorithms)('%s: a prediction is the same alone, in small chunks and in one', async (algorithm) => {
    const whole = await openWith(engineOf(build), planOf(algorithm, 150));
    const chunked = await openWith(engineOf(build), planOf(algorithm, 8));
    const predictions = await whole.predict(allRows);
    expect([...(await chunked.predict(allRows))]).toEqual([...predictions]);
    expect([...(await whole.predict(Int32Array.of(97)))]).toEqual([...predictions.subarray(2 * 97, 2 * 98)]);
    expect(await whole.predict(new Int32Array())).toHaveLength(0);
  });

  it.each(algorithms)('%s: a loss that is no number any more is told', async (algorithm) => {
    const plan = planOf(algorithm);
    const network = await openWith(engineOf(build), plan);
    const broken = new Map(initialWeights(plan, 4));
    const [name, tensor] = [...broken][0] ?? [];
    if (!name || !tensor) throw new Error('a network without weights');
    broken.set(name, { ...tensor, values: tensor.values.map(() => Number.NaN) });
    await network.writeWeights(broken);
    expect((await network.trainBatch(Int32Array.of(1, 2, 3), 0.001)).total).toBeNaN();
  });

  it('a diverging job ends in a loss that is no number', async () => {
    const plan = planOf('baseline');
    const network = await openWith(engineOf(build), plan);
    let total = 0;
    for (let step = 0; step < 50 && Number.isFinite(total); step++)
      total = (await network.trainBatch(allRows.subarray(0, 30), 1e38)).total;
    expect(Number.isFinite(total)).toBe(false);
  });

  it('labels that are all unknown change nothing in the data term', async () => {
    const plan = planOf('baseline');
    const rows = { ...randomRows(plan, rowCount), mask: new Float64Array(rowCount * 2) };
    const network = await openSingleRun(engineOf(build), plan, rows);
    await network.writeWeights(initialWeights(plan, 4));
    const before = flat(await network.readWeights());
    const loss = await network.trainBatch(allRows.subarray(0, 30), 0.1);
    expect(loss).toEqual({ total: 0, terms: { data_loss: 0 } });
    expect(flat(await network.readWeights())).toEqual(before);
  });

  it('a window that is wider than the cell before it repeats the first row of that cell', async () => {
    const plan = planOf('bilstm');
    const [fast, reference] = [await openWith(engineOf(build), plan), await openWith(referenceEngine, plan)];
    const edges = Int32Array.of(0, 1, 74, 75, 76, 80);
    expect(greatestDifference(await fast.predict(edges), await reference.predict(edges))).toBeLessThan(1e-5);
  });

  it('a batch larger than the job said, or an empty one, is refused', async () => {
    const network = await openWith(engineOf(build), planOf('baseline', 40));
    await expect(network.trainBatch(allRows.subarray(0, 41), 0.1)).rejects.toThrow(
      'A batch of 41 rows; this network takes 1 to 40.',
    );
    await expect(network.trainBatch(new Int32Array(), 0.1)).rejects.toThrow('A batch of 0 rows');
  });

  it('a weight that is missing or of another size is named', async () => {
    const plan = planOf('baseline');
    const network = await openWith(engineOf(build), plan);
    const weights = new Map(initialWeights(plan, 4));
    weights.delete('u.layer1.bias');
    await expect(network.writeWeights(weights)).rejects.toThrow('u.layer1.bias [20]');
  });

  it('a job that cannot fit says so before it starts, with the sizes and the way out', async () => {
    const plan = smallPlan({
      algorithm: 'bilstm',
      inputWidth: 6,
      outputWidth: 2,
      hiddenWidth: 1024,
      window: 512,
      batchSize: 65_536,
    });
    const rows = { ...randomRows(plan, 1), rowCount: 21_000 };
    await expect(engineOf(build).open(plan, [rows])).rejects.toThrow(
      /This bilstm job needs [\d,]+ MiB of memory \(21000 rows, batch_size 65536, window 512, hidden_size 1024\); the most it may take is 4,096 MiB\. Choose a smaller batch_size, window, hidden_size, or fewer batteries\./,
    );
  });

  it('a given limit holds as well', async () => {
    const plan = planOf('deephpm');
    await expect(engineOf(build, 65_536).open(plan, [randomRows(plan, rowCount)])).rejects.toThrow(
      'the most it may take is 1 MiB',
    );
  });
});
