/** A network of the WebAssembly engine from the inside: a step that changes nothing, and the gradients it leaves. */
import { layOutBaseline } from '../../src/learning/engines/wasm/baseline-layout.ts';
import { layOutBilstm } from '../../src/learning/engines/wasm/bilstm-layout.ts';
import { layOutDeephpm } from '../../src/learning/engines/wasm/deephpm-layout.ts';
import { reserveDataSet, reserveRows } from '../../src/learning/engines/wasm/data-set.ts';
import { instantiateKernels } from '../../src/learning/engines/wasm/kernels.ts';
import { planMemory } from '../../src/learning/engines/wasm/memory-plan.ts';
import { inRun, readTensors } from '../../src/learning/engines/wasm/parameters.ts';
import { initialState } from '../../src/learning/engines/training-state.ts';
import { createWasmNetwork } from '../../src/learning/engines/wasm/wasm-network.ts';
import { createMemory, webAssembly } from '../../src/learning/engines/wasm/web-assembly.ts';
import type { BatchLoss, NetworkPlan, PreparedRows, Weights } from '../../src/learning/engines/engine.ts';
import { type KernelBuild, readKernels } from './kernel-lab.ts';

const layouts = { baseline: layOutBaseline, bilstm: layOutBilstm, deephpm: layOutDeephpm };

export interface BatchCase {
  readonly plan: NetworkPlan;
  readonly rows: PreparedRows;
  readonly weights: Weights;
  readonly rowIndices: Int32Array;
}

/** Loss and gradients of one batch at these weights. */
export async function wasmGradients(
  build: KernelBuild,
  { plan, rows, weights, rowIndices }: BatchCase,
): Promise<{ readonly loss: BatchLoss; readonly gradients: Weights }> {
  const planned = planMemory();
  const table = reserveRows(planned, plan, rows);
  const data = reserveDataSet(planned, table, rowIndices.length);
  const layout = layouts[plan.choice.algorithm](planned, plan, data);
  const memory = createMemory(planned.byteLength);
  const module = await webAssembly.compile(readKernels(build));
  const kernels = layout.kernels(await instantiateKernels(module, memory));
  planned.writeRecords(memory.buffer);
  table.write(memory.buffer, rows);
  const network = createWasmNetwork({ plan, layout, kernels, buffer: memory.buffer });
  network.write(initialState(weights));
  const [loss] = network.train([rowIndices], { learningRate: 0 });
  if (!loss) throw new Error('a batch has a loss');
  const gradients = inRun(layout.tensors, 1, layout.parameters);
  return { loss, gradients: readTensors(new Float32Array(memory.buffer), gradients) };
}
