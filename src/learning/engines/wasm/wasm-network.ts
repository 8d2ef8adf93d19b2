/** One network in WebAssembly memory: copies indices in and losses out; every step is one call of a kernel. */
import { type OptimiserStep, powersAfter } from '../../optimizers/adam.ts';
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

export interface WasmNetwork extends DirectRun {
  /** The terms of the loss of each batch [batches, terms]; nothing is counted. */
  trainSteps(batches: readonly Int32Array[], step: OptimiserStep): Float64Array;
  /** Counts steps that this or another thread made in the same memory, and answers their losses. */
  takeUp(terms: Float64Array): readonly BatchLoss[];
}

export function createWasmNetwork(parts: WasmNetworkParts): WasmNetwork {
  const { layout, buffer } = parts;
  const indices = new Int32Array(buffer, layout.data.rowIndices, layout.data.batchRows);
  const optimiser = createOptimiser(parts);
  const trainSteps = stepTrainer(parts, indices);
  const takeUp = (terms: Float64Array): readonly BatchLoss[] => {
    const losses = lossesOf(layout, terms);
    optimiser.countSteps(losses.length);
    return losses;
  };
  return {
    read: optimiser.read,
    readWeights: () => readTensors(new Float32Array(buffer), layout.tensors),
    write: optimiser.write,
    train: (batches, step) => takeUp(trainSteps(batches, step)),
    trainSteps,
    takeUp,
    predict: (rowIndices) => predictInChunks(parts, indices, rowIndices),
  };
}

function stepTrainer(
  { layout, kernels, buffer }: WasmNetworkParts,
  indices: Int32Array,
): WasmNetwork['trainSteps'] {
  const doubles = new Float64Array(buffer);
  const addresses = layout.terms.map(({ address }) => address / 8);
  return (batches, step) => {
    writeFields(buffer, 'Adam', layout.parameters.adam, step);
    const terms = new Float64Array(batches.length * addresses.length);
    let written = 0;
    for (const batch of batches) {
      checkBatch(batch, indices.length);
      indices.set(batch);
      kernels.train(layout.record, batch.length);
      for (const address of addresses) terms[written++] = doubles[address] ?? Number.NaN;
    }
    return terms;
  };
}

function checkBatch({ length }: Int32Array, most: number): void {
  if (length > 0 && length <= most) return;
  throw new Error(`A batch of ${length} rows; this network takes 1 to ${most}.`);
}

interface Optimiser {
  readonly countSteps: (count: number) => void;
  readonly read: () => TrainingState;
  readonly write: (state: TrainingState) => void;
}

/** Weights with all that the optimiser has gathered. */
function createOptimiser({ layout, kernels, buffer }: WasmNetworkParts): Optimiser {
  const floats = new Float32Array(buffer);
  const [first, second] = [2, 3].map((runs) => inRun(layout.tensors, runs, layout.parameters));
  let stepCount = 0;
  return {
    countSteps: (count) => (stepCount += count),
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

function lossesOf({ terms }: NetworkLayout, values: Float64Array): readonly BatchLoss[] {
  return Array.from({ length: values.length / terms.length }, (_, batch) => {
    const named: Record<string, number> = {};
    let total = 0;
    for (const [at, { name, weight }] of terms.entries()) {
      const value = values[batch * terms.length + at] ?? Number.NaN;
      named[name] = value;
      total += weight * value;
    }
    return { total, terms: named };
  });
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
