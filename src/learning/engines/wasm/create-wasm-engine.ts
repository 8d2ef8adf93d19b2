/** The WebAssembly engine: one call per training step, single precision, memory laid out before it is asked for. */
import type { Engine, NetworkPlan, PreparedRows } from '../engine.ts';
import { layOutBaseline } from './baseline-layout.ts';
import { layOutDeephpm } from './deephpm-layout.ts';
import { instantiateKernels } from './kernels.ts';
import { layOutBilstm } from './bilstm-layout.ts';
import { checkMemory } from './check-memory.ts';
import { planMemory } from './memory-plan.ts';
import type { LayOutNetwork } from './network-layout.ts';
import type { StartThread } from './serve-thread.ts';
import { createWasmNetwork } from './wasm-network.ts';
import { createMemory, pageBytes, webAssembly, type WebAssemblyModule } from './web-assembly.ts';

export interface WasmEngineOptions {
  /** The build's bytes, `out/kernels/relaxed-simd.wasm` or `simd.wasm`: the host reads the file. */
  readonly wasmBytes: Uint8Array;
  /** Which build the bytes are; `simd` gives the same bits on every processor. */
  readonly build: 'relaxed-simd' | 'simd';
  /** The most threads of one network: a second one takes a direction of the BiLSTM where that pays. */
  readonly threads: number;
  /** Starts that second thread; without it there is one. */
  readonly startThread?: StartThread;
  /** The most memory a network may take; the most that WebAssembly can address where not given. */
  readonly memoryLimitBytes?: number;
}

const webAssemblyLimitBytes = 65_536 * pageBytes;
/** What a second thread takes besides the network, measured under Node 24. */
const helperBytes = 12 * 1024 ** 2;
/** Predictions come in chunks of at least this, also where training takes fewer rows at a time. */
const leastBatchRows = 32;

const layouts: Readonly<Record<NetworkPlan['choice']['algorithm'], LayOutNetwork>> = {
  baseline: layOutBaseline,
  bilstm: layOutBilstm,
  deephpm: layOutDeephpm,
};

export function createWasmEngine(options: WasmEngineOptions): Engine {
  let compiled: Promise<WebAssemblyModule> | undefined;
  const compile = () => (compiled ??= webAssembly.compile(options.wasmBytes));
  return {
    name: `wasm-${options.build}`,
    memoryBytes: (plan, rows) => {
      const { planned, layout } = layOut(plan, rows);
      return planned.byteLength + (wantsHelper(options, layout) ? helperBytes : 0);
    },
    async open(plan, rows) {
      const { planned, layout, batchRows } = layOut(plan, rows);
      const limitBytes = Math.min(options.memoryLimitBytes ?? Infinity, webAssemblyLimitBytes);
      checkMemory(planned.byteLength, limitBytes, plan, rows.rowCount);
      const module = await compile();
      const memory = createMemory(planned.byteLength);
      const kernels = layout.kernels(await instantiateKernels(module, memory));
      planned.writeRecords(memory.buffer);
      layout.data.write(memory.buffer);
      if (options.startThread && layout.helper && wantsHelper(options, layout)) {
        const { serve, isPresent } = layout.helper;
        const started = await options.startThread({ module, memory, serve, record: layout.record });
        new Int32Array(memory.buffer, isPresent, 1).fill(Number(started));
      }
      return createWasmNetwork({ plan, layout, kernels, buffer: memory.buffer, batchRows });
    },
  };
}

const wantsHelper = (
  { threads, startThread }: WasmEngineOptions,
  { helper }: ReturnType<LayOutNetwork>,
): boolean => threads > 1 && startThread !== undefined && helper !== undefined;

/** Decides where everything lies. */
function layOut(plan: NetworkPlan, rows: PreparedRows) {
  const batchRows = Math.max(leastBatchRows, Math.min(plan.choice.hyperparams.batch_size, rows.rowCount));
  const planned = planMemory();
  const layout = layouts[plan.choice.algorithm](planned, plan, rows, batchRows);
  return { planned, layout, batchRows };
}
