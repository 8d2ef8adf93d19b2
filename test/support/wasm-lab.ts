/** A network of the WebAssembly engine from the inside: a step that changes nothing, and the gradients it leaves. */
import { layOutBaseline } from '../../src/learning/engines/wasm/baseline-layout.ts';
import { layOutBilstm } from '../../src/learning/engines/wasm/bilstm-layout.ts';
import { layOutDeephpm } from '../../src/learning/engines/wasm/deephpm-layout.ts';
import { instantiateKernels } from '../../src/learning/engines/wasm/kernels.ts';
import { planMemory } from '../../src/learning/engines/wasm/memory-plan.ts';
import { readTensors } from '../../src/learning/engines/wasm/parameters.ts';
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
  const layout = layouts[plan.choice.algorithm](planned, plan, rows, rowIndices.length);
  const memory = createMemory(planned.byteLength);
  const module = await webAssembly.compile(readKernels(build));
  const kernels = layout.kernels(await instantiateKernels(module, memory));
  planned.writeRecords(memory.buffer);
  layout.data.write(memory.buffer);
  const parts = { plan, layout, kernels, buffer: memory.buffer, batchRows: rowIndices.length };
  const network = createWasmNetwork(parts);
  network.writeWeights(weights);
  const loss = network.trainBatch(rowIndices, 0);
  const gradients = layout.tensors.map((tensor) => {
    const { address, panelBytes } = tensor.place;
    return { ...tensor, place: { address: address + layout.gradientOffset, panelBytes } };
  });
  return { loss, gradients: readTensors(new Float32Array(memory.buffer), gradients) };
}
