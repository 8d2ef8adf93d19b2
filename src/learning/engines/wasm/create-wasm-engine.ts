/** The WebAssembly engine: one call per training step, single precision, memory laid out before it is asked for. */
import type { Engine, Network, NetworkPlan, PreparedRows } from '../engine.ts';
import { layOutBaseline } from './baseline-layout.ts';
import { layOutDeephpm } from './deephpm-layout.ts';
import { instantiateKernels } from './kernels.ts';
import { layOutBilstm } from './bilstm-layout.ts';
import { checkMemory } from './check-memory.ts';
import { planMemory } from './memory-plan.ts';
import type { LayOutNetwork } from './network-layout.ts';
import { createWasmNetwork } from './wasm-network.ts';
import { webAssembly, type WebAssemblyModule } from './web-assembly.ts';

export interface WasmEngineOptions {
  /** The build's bytes, `out/kernels/relaxed-simd.wasm` or `simd.wasm`: the host reads the file. */
  readonly wasmBytes: Uint8Array;
  /** Which build the bytes are; `simd` gives the same bits on every processor. */
  readonly build: 'relaxed-simd' | 'simd';
  /** Threads of one network. One is used, whatever is asked for. */
  readonly threads: number;
  /** The most memory a network may take; the most that WebAssembly can address where not given. */
  readonly memoryLimitBytes?: number;
}

const pageBytes = 65_536;
const webAssemblyLimitBytes = 65_536 * pageBytes;
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
    async open(plan, rows) {
      return openNetwork(plan, rows, options.memoryLimitBytes ?? webAssemblyLimitBytes, compile);
    },
  };
}

async function openNetwork(
  plan: NetworkPlan,
  rows: PreparedRows,
  limitBytes: number,
  compile: () => Promise<WebAssemblyModule>,
): Promise<Network> {
  const batchRows = Math.max(leastBatchRows, Math.min(plan.choice.hyperparams.batch_size, rows.rowCount));
  const planned = planMemory();
  const layout = layouts[plan.choice.algorithm](planned, plan, rows, batchRows);
  checkMemory(planned.byteLength, Math.min(limitBytes, webAssemblyLimitBytes), plan, rows.rowCount);

  const pages = Math.ceil(planned.byteLength / pageBytes);
  const memory = new webAssembly.Memory({ initial: pages, maximum: pages });
  const exports = await instantiateKernels(await compile(), memory);
  planned.writeRecords(memory.buffer);
  layout.data.write(memory.buffer);
  return createWasmNetwork({
    plan,
    layout,
    kernels: layout.kernels(exports),
    buffer: memory.buffer,
    batchRows,
  });
}
