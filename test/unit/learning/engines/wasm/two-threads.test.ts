import { expect, it } from 'vitest';
import { initialWeights } from '../../../../../src/learning/methods/initial-weights.ts';
import type { NetworkPlan } from '../../../../../src/learning/engines/engine.ts';
import { createWasmEngine } from '../../../../../src/learning/engines/wasm/create-wasm-engine.ts';
import type { StartThread, ThreadWork } from '../../../../../src/learning/engines/wasm/serve-thread.ts';
import { nodeThreadStarter } from '../../../../../src/trainer/node-thread-starter.ts';
import { readKernels } from '../../../../support/kernel-lab.ts';
import { randomRows, smallPlan } from '../../../../support/random-rows.ts';
import { openSingleRun, type SingleRun } from '../../../../support/single-run.ts';

const entry = new URL('../../../../../src/trainer/node-engine-thread.ts', import.meta.url);
const startThread = nodeThreadStarter(entry);
const sizes = { inputWidth: 6, outputWidth: 2, window: 12, batchSize: 37 } as const;
const bilstm = smallPlan({ algorithm: 'bilstm', hiddenWidth: 60, ...sizes });
const rowCount = 90;

/** Records what was asked for, and passes it on. */
function recorded(start: StartThread): { readonly start: StartThread; readonly asked: ThreadWork[] } {
  const asked: ThreadWork[] = [];
  return { asked, start: (work) => (asked.push(work), start(work)) };
}

async function open(plan: NetworkPlan, threads: number, start: StartThread): Promise<SingleRun> {
  const options = { wasmBytes: readKernels('relaxed-simd'), build: 'relaxed-simd', threads } as const;
  const engine = createWasmEngine({ ...options, startThread: start });
  const network = await openSingleRun(engine, plan, randomRows(plan, rowCount));
  await network.writeWeights(initialWeights(plan, 4));
  return network;
}

async function train(network: SingleRun, steps: number) {
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const batch = Int32Array.from(
      { length: 37 - (step % 3) },
      (_unused, at) => (step * 31 + at * 7) % rowCount,
    );
    losses.push((await network.trainBatch(batch, 0.003)).total);
  }
  const predictions = [...(await network.predict(Int32Array.from({ length: rowCount }, (_, row) => row)))];
  return {
    losses,
    predictions,
    weights: [...(await network.readWeights()).values()].flatMap(({ values }) => [...values]),
  };
}

it('two threads give the same bits as one', async () => {
  const { start, asked } = recorded(startThread);
  const [one, two] = [await open(bilstm, 1, start), await open(bilstm, 2, start)];
  expect(asked).toHaveLength(1);
  expect(await train(two, 60)).toEqual(await train(one, 60));
  await two.close();
});

it('closing lets the thread go, and the network still works on one', async () => {
  const [closed, single] = [await open(bilstm, 2, startThread), await open(bilstm, 1, startThread)];
  expect(await train(closed, 3)).toEqual(await train(single, 3));
  await closed.close();
  await closed.close();
  expect(await train(closed, 3)).toEqual(await train(single, 3));
});

it('a host that cannot start a thread trains on the one it has', async () => {
  const broken = nodeThreadStarter(new URL('no-such-entry.ts', entry));
  const [alone, single] = [await open(bilstm, 2, broken), await open(bilstm, 1, startThread)];
  expect(await train(alone, 3)).toEqual(await train(single, 3));
});

it('no second thread where it would not pay', async () => {
  const { start, asked } = recorded(startThread);
  await open(smallPlan({ algorithm: 'baseline', hiddenWidth: 64, ...sizes }), 2, start);
  await open(smallPlan({ algorithm: 'deephpm', hiddenWidth: 64, ...sizes }), 2, start);
  await open(smallPlan({ algorithm: 'bilstm', hiddenWidth: 8, ...sizes }), 2, start);
  expect(asked).toEqual([]);
});
