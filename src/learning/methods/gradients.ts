/** Gradients by weight name, made when first asked for, so that a backward pass adds to them in any order. */
import type { BatchLoss, Tensor, Weights } from '../engines/engine.ts';

export interface LossAndGradients {
  readonly loss: BatchLoss;
  /** d total / d weight, by the weights' names. */
  readonly gradients: Weights;
}

export interface Gradients {
  /** The gradient of the named weight; zeros at first. */
  readonly of: (name: string) => Float64Array;
  /** All of them, in the order of the weights. */
  readonly toWeights: () => Weights;
}

export function createGradients(weights: Weights): Gradients {
  const tensors = new Map<string, Tensor>();
  for (const [name, { shape, values }] of weights) {
    tensors.set(name, { shape, values: new Float64Array(values.length) });
  }
  return { of: (name) => weightNamed(tensors, name), toWeights: () => tensors };
}

/** Values of a weight; an Error names one that is missing. */
export function weightNamed(weights: Weights, name: string): Float64Array {
  const tensor = weights.get(name);
  if (tensor === undefined) throw new Error(`the weight ${name} is missing`);
  return tensor.values;
}
