/** One network in WebAssembly memory: copies indices in and losses out; every step is one call of a kernel. */
import { powersAfter } from '../../optimizers/adam.ts';
import type { DirectRun } from '../direct-run-set.ts';
import type { BatchLoss, NetworkPlan, TrainingState } from '../engine.ts';
import type { AlgorithmKernels, NetworkLayout } from './network-layout.ts';
import { floatIndex } from './panel.ts';
import { inRun, readTensors, writeTensors } from './parameters.ts';
import { writeFields } from './records.ts';

export interface WasmNetworkParts {
  readonly plan: NetworkPlan;
  readonly layout: NetworkLayout;
  readonly kernels: AlgorithmKernels;
  readonly buffer: ArrayBufferLike;
}

export function createWasmNetwork(parts: WasmNetworkParts): DirectRun {
  const { layout, kernels, buffer } = parts;
  const { batchRows } = layout.data;
  const indices = new Int32Array(buffer, layout.data.rowIndices, batchRows);
  const readLoss = lossReader(layout, buffer);
  const optimiser = createOptimiser(parts);
  const trainBatch = (rowIndices: Int32Array): BatchLoss => {
    if (rowIndices.length === 0 || rowIndices.length > batchRows) {
      throw new Error(`A batch of ${rowIndices.length} rows; this network takes 1 to ${batchRows}.`);
    }
    indices.set(rowIndices);
    kernels.train(layout.record, rowIndices.length);
    optimiser.countStep();
    return readLoss();
  };
  return {
    read: optimiser.read,
    readWeights: () => readTensors(new Float32Array(buffer), layout.tensors),
    write: optimiser.write,
    train: (batches, step) => {
      writeFields(buffer, 'Adam', layout.parameters.adam, step);
      return batches.map((batch) => trainBatch(batch));
    },
    predict: (rowIndices) => predictInChunks(parts, indices, rowIndices),
  };
}

interface Optimiser {
  readonly countStep: () => void;
  readonly read: () => TrainingState;
  readonly write: (state: TrainingState) => void;
}

/** Weights with all that the optimiser has gathered. */
function createOptimiser({ layout, kernels, buffer }: WasmNetworkParts): Optimiser {
  const floats = new Float32Array(buffer);
  const [first, second] = [2, 3].map((runs) => inRun(layout.tensors, runs, layout.parameters));
  let stepCount = 0;
  return {
    countStep: () => (stepCount += 1),
    read: () => ({
      weights: readTensors(floats, layout.tensors),
      firstMoments: readTensors(floats, first ?? []),
      secondMoments: readTensors(floats, second ?? []),
      step: stepCount,
    }),
    write: ({ weights, firstMoments, secondMoments, step }) => {
      writeTensors(floats, layout.tensors, weights);
      kernels.restart(layout.record);
      stepCount = step;
      if (step === 0) return;
      writeTensors(floats, first ?? [], firstMoments);
      writeTensors(floats, second ?? [], secondMoments);
      writeFields(buffer, 'Adam', layout.parameters.adam, powersAfter(step));
    },
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
  { plan, layout, kernels, buffer }: WasmNetworkParts,
  indices: Int32Array,
  rowIndices: Int32Array,
): Float64Array {
  const floats = new Float32Array(buffer);
  const { batchRows } = layout.data;
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
