/** What runs in the page: the WebGPU engine on Chromium's own WebGPU, called from the test with plain values. */
import type { Engine, NetworkPlan, RunSet } from '../../../src/learning/engines/engine.ts';
import type { OptimiserStep } from '../../../src/learning/optimizers/adam.ts';
import { createWebgpuEngine } from '../../../src/learning/engines/webgpu/create-webgpu-engine.ts';
import { type GpuEntry, requestDevice } from '../../../src/learning/engines/webgpu/request-device.ts';
import {
  type PlainRows,
  type PlainState,
  plainState,
  plainWeights,
  rowsFromPlain,
  stateFromPlain,
} from './plain-values.ts';

export interface PageCalls {
  /** Null, or why there is no device. */
  start(): Promise<string | null>;
  open(plan: NetworkPlan, rows: readonly PlainRows[], rowsOfRun: readonly number[]): Promise<number>;
  read(set: number, run: number): Promise<PlainState>;
  readWeights(set: number, run: number): Promise<PlainState['weights']>;
  write(set: number, run: number, state: PlainState): Promise<void>;
  train(
    set: number,
    batches: readonly { readonly run: number; readonly batches: readonly (readonly number[])[] }[],
    step: OptimiserStep,
  ): ReturnType<RunSet['train']>;
  predict(set: number, run: number, rows: readonly number[]): Promise<readonly number[]>;
  lost(set: number): Promise<string>;
  close(set: number): Promise<void>;
  /** As when the driver takes the device away. */
  destroyDevice(): void;
}

declare const navigator: { readonly gpu?: GpuEntry };

let engine: Engine | undefined;
let destroy: () => void = () => undefined;
const sets: RunSet[] = [];

const theEngine = (): Engine => {
  if (engine) return engine;
  throw new Error('not started');
};
const theSet = (index: number): RunSet => {
  const set = sets[index];
  if (set) return set;
  throw new Error(`no set ${index}`);
};
const byRun = (rows: readonly PlainRows[], rowsOfRun: readonly number[]) => {
  const tables = rows.map(rowsFromPlain);
  return rowsOfRun.flatMap((index) => tables[index] ?? []);
};

const calls: PageCalls = {
  async start() {
    if (!navigator.gpu) return 'this browser has no WebGPU here';
    const found = await requestDevice(navigator.gpu, { acceptsSoftware: true });
    if (found.whyNot !== null) return found.whyNot;
    destroy = () => found.device.destroy();
    const yieldToEvents = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
    engine = createWebgpuEngine({ ...found, now: () => performance.now(), yieldToEvents });
    return null;
  },
  open: async (plan, rows, rowsOfRun) => sets.push(await theEngine().open(plan, byRun(rows, rowsOfRun))) - 1,
  read: async (set, run) => plainState(await theSet(set).read(run)),
  readWeights: async (set, run) => plainWeights(await theSet(set).readWeights(run)),
  write: (set, run, state) => theSet(set).write(run, stateFromPlain(state)),
  train: (set, batches, step) =>
    theSet(set).train(
      batches.map(({ run, batches: own }) => ({ run, batches: own.map((rows) => Int32Array.from(rows)) })),
      step,
    ),
  predict: async (set, run, rows) => [...(await theSet(set).predict(run, Int32Array.from(rows)))],
  lost: (set) => theSet(set).lost,
  close: (set) => theSet(set).close(),
  destroyDevice: () => destroy(),
};
Object.assign(globalThis, { gpuCalls: calls });
