/** One network in WebAssembly memory: copies indices in and losses out; every step is one call of a kernel. */
import type { BatchLoss, Network, NetworkPlan } from '../engine.ts';
import type { AlgorithmKernels, NetworkLayout } from './network-layout.ts';
import { floatIndex } from './panel.ts';
import { readTensors, writeTensors } from './parameters.ts';

export interface WasmNetworkParts {
  readonly plan: NetworkPlan;
  readonly layout: NetworkLayout;
  readonly kernels: AlgorithmKernels;
  readonly buffer: ArrayBufferLike;
  /** The most rows that one call takes. */
  readonly batchRows: number;
}

export function createWasmNetwork(parts: WasmNetworkParts): Network {
  const { layout, kernels, buffer, batchRows } = parts;
  const floats = new Float32Array(buffer);
  const indices = new Int32Array(buffer, layout.data.rowIndices, batchRows);
  const readLoss = lossReader(layout, buffer);
  return {
    weightShapes: new Map(layout.tensors.map(({ name, shape }) => [name, shape])),
    writeWeights(weights) {
      writeTensors(floats, layout.tensors, weights);
      kernels.restart(layout.record);
    },
    readWeights: () => readTensors(floats, layout.tensors),
    trainBatch(rowIndices, learningRate) {
      if (rowIndices.length === 0 || rowIndices.length > batchRows) {
        throw new Error(`A batch of ${rowIndices.length} rows; this network takes 1 to ${batchRows}.`);
      }
      indices.set(rowIndices);
      kernels.train(layout.record, rowIndices.length, learningRate);
      return readLoss();
    },
    predict: (rowIndices) => predictInChunks(parts, floats, indices, rowIndices),
    // The memory goes with the last reference to this network.
    close: () => kernels.dismiss?.(layout.record),
  };
}

function lossReader(layout: NetworkLayout, buffer: ArrayBufferLike): () => BatchLoss {
  const doubles = new Float64Array(buffer);
  return () => {
    let total = 0;
    const terms: Record<string, number> = {};
    for (const { name, address, weight } of layout.terms) {
      const value = doubles[address / 8] ?? Number.NaN;
      terms[name] = value;
      total += weight * value;
    }
    return { total, terms };
  };
}

function predictInChunks(
  { plan, layout, kernels, batchRows }: WasmNetworkParts,
  floats: Float32Array,
  indices: Int32Array,
  rowIndices: Int32Array,
): Float64Array {
  const width = plan.outputWidth;
  const predictions = new Float64Array(rowIndices.length * width);
  for (let start = 0; start < rowIndices.length; start += batchRows) {
    const chunk = rowIndices.subarray(start, start + batchRows);
    indices.set(chunk);
    kernels.predict(layout.record, chunk.length);
    for (let element = 0; element < chunk.length * width; element++) {
      const index = floatIndex(layout.predictions, Math.floor(element / width), element % width);
      predictions[start * width + element] = floats[index] ?? Number.NaN;
    }
  }
  return predictions;
}
