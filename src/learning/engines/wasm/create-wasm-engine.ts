/** The WebAssembly engine: one kernel call per training step, single precision, memory laid out before it is asked for. */
import { createDirectRunSet } from '../direct-run-set.ts';
import type { Engine, NetworkPlan, PreparedRows } from '../engine.ts';
import type { KernelBuild } from '../engine-source.ts';
import { layOutBaseline } from './baseline-layout.ts';
import { layOutDeephpm } from './deephpm-layout.ts';
import { instantiateKernels } from './kernels.ts';
import { layOutBilstm } from './bilstm-layout.ts';
import { checkMemory } from './check-memory.ts';
import { type DataSetLayout, reserveDataSet } from './data-set.ts';
import { planMemory } from './memory-plan.ts';
import type { LayOutNetwork, NetworkLayout } from './network-layout.ts';
import type { StartThread, ThreadWork } from './serve-thread.ts';
import { createWasmNetwork } from './wasm-network.ts';
import { createMemory, pageBytes, webAssembly, type WebAssemblyModule } from './web-assembly.ts';

export interface WasmEngineOptions {
  /** The build's bytes, `out/kernels/relaxed-simd.wasm` or `simd.wasm`: the host reads the file. */
  readonly wasmBytes: Uint8Array;
  /** Which build the bytes are; `simd` gives the same bits on every processor. */
  readonly build: KernelBuild;
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
    device: 'cpu',
    whyNot: () => null,
    memoryBytes: (plan, rowsByRun) => {
      const { planned, networks } = layOut(plan, rowsByRun);
      return planned.byteLength + networks.filter((one) => wantsHelper(options, one)).length * helperBytes;
    },
    async open(plan, rowsByRun, pause) {
      const { planned, dataSets, networks } = layOut(plan, rowsByRun);
      const limitBytes = Math.min(options.memoryLimitBytes ?? Infinity, webAssemblyLimitBytes);
      checkMemory(planned.byteLength, limitBytes, plan, rowsByRun[0]?.rowCount ?? 0);
      const module = await compile();
      const memory = createMemory(planned.byteLength);
      const { buffer } = memory;
      const exports = await instantiateKernels(module, memory);
      planned.writeRecords(buffer);
      for (const data of dataSets) {
        data.write(buffer);
        await pause?.();
      }
      for (const layout of networks) await startHelper(options, layout, { module, memory });
      const dismissAll = () => {
        for (const { kernels, record } of networks) kernels(exports).dismiss?.(record);
      };
      return createDirectRunSet(
        networks.map((layout) =>
          createWasmNetwork({ plan, layout, kernels: layout.kernels(exports), buffer }),
        ),
        // The memory goes with the last reference to these networks.
        dismissAll,
      );
    },
  };
}

const wantsHelper = ({ threads, startThread }: WasmEngineOptions, { helper }: NetworkLayout): boolean =>
  threads > 1 && startThread !== undefined && helper !== undefined;

/** Never rejects: where no thread can be had the network works on the one there is. */
async function startHelper(
  options: WasmEngineOptions,
  layout: NetworkLayout,
  shared: Pick<ThreadWork, 'module' | 'memory'>,
): Promise<void> {
  if (!options.startThread || !layout.helper || !wantsHelper(options, layout)) return;
  const { serve, isPresent } = layout.helper;
  const started = await options.startThread({ ...shared, serve, record: layout.record });
  new Int32Array(shared.memory.buffer, isPresent, 1).fill(Number(started));
}

/** Decides where everything lies, in one memory for all runs: rows that runs share are there once. */
function layOut(plan: NetworkPlan, rowsByRun: readonly PreparedRows[]) {
  const planned = planMemory();
  const dataSets = new Map<PreparedRows, DataSetLayout>();
  for (const rows of new Set(rowsByRun)) {
    const batchRows = Math.max(leastBatchRows, Math.min(plan.choice.hyperparams.batch_size, rows.rowCount));
    dataSets.set(rows, reserveDataSet(planned, plan, rows, batchRows));
  }
  const networks = rowsByRun.flatMap((rows) => {
    const data = dataSets.get(rows);
    return data ? [layouts[plan.choice.algorithm](planned, plan, data)] : [];
  });
  return { planned, dataSets: [...dataSets.values()], networks };
}
