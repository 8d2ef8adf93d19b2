/**
 * A multilayer perceptron: h_0 = x, z_l = h_{l-1}·W_l + b_l, h_l = tanh(z_l), and u = z_L without tanh.
 * Backward, with ū = dL/du: W̄_l = h_{l-1}ᵀ·z̄_l, b̄_l = Σ z̄_l, h̄_{l-1} = z̄_l·W_lᵀ, z̄_l = h̄_l ∘ (1 - h_l²).
 * Letters: B rows; a layer is [inputs, outputs].
 */
import type { Weights } from '../engines/engine.ts';
import type { Batch } from './batch.ts';
import { type Gradients, weightNamed } from './gradients.ts';
import {
  addColumnSumsInto,
  addLeftTransposedInto,
  addProductInto,
  addRightTransposedInto,
  repeatRow,
} from './matrix.ts';
import type { WeightSpec } from './method.ts';
import { glorot, zeros } from './weight-starts.ts';

/** Weights `${network}.layer0 …` of three hidden layers, all of one width, and the output layer. */
export function denseWeights(
  network: string,
  [inputs, hidden, outputs]: readonly [number, number, number],
): readonly WeightSpec[] {
  const widths = [inputs, hidden, hidden, hidden, outputs];
  return widths.slice(1).flatMap((width, layer): WeightSpec[] => {
    const from = widths[layer] ?? 0;
    return [
      { name: `${network}.layer${layer}.weight`, shape: [from, width], start: glorot(from, width) },
      { name: `${network}.layer${layer}.bias`, shape: [width], start: zeros },
    ];
  });
}

export interface DenseLayer {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly weight: Float64Array;
  readonly bias: Float64Array;
}

/** The layers `${network}.layer0 …` in order. */
export function denseLayers(weights: Weights, network: string): readonly DenseLayer[] {
  const names = [...weights.keys()].filter(
    (name) => name.startsWith(`${network}.layer`) && name.endsWith('.weight'),
  );
  return names.map((weightName) => {
    const name = weightName.slice(0, -'.weight'.length);
    const [inputs = 0, outputs = 0] = weights.get(weightName)?.shape ?? [];
    const weight = weightNamed(weights, weightName);
    return { name, inputs, outputs, weight, bias: weightNamed(weights, `${name}.bias`) };
  });
}

/** [h_0 … h_{L-1}, u], each [B, width]. */
export function forwardDense(
  layers: readonly DenseLayer[],
  inputs: Float64Array,
  rowCount: number,
): readonly Float64Array[] {
  const states = [inputs];
  layers.forEach((layer, index) => {
    const next = repeatRow(layer.bias, rowCount);
    addProductInto(next, states[index] ?? inputs, layer.weight, [rowCount, layer.inputs, layer.outputs]);
    states.push(index === layers.length - 1 ? next : next.map(Math.tanh));
  });
  return states;
}

/** u(s, t), [B, O]: the network `u` on the inputs of each row. */
export function predictDense(weights: Weights, { inputs, rowCount }: Batch): Float64Array {
  return forwardDense(denseLayers(weights, 'u'), inputs, rowCount).at(-1) ?? new Float64Array();
}

/** Adds every weight's gradient for dL/du = `outputGradient` [B, O]. */
export function backwardDense(
  layers: readonly DenseLayer[],
  states: readonly Float64Array[],
  outputGradient: Float64Array,
  gradients: Gradients,
): void {
  let slope = outputGradient;
  for (const [index, layer] of [...layers.entries()].reverse()) {
    const input = states[index] ?? slope;
    addLayerGradient(layer, input, slope, gradients);
    addColumnSumsInto(gradients.of(`${layer.name}.bias`), slope);
    const inputSlope = throughWeight(layer, slope);
    slope = inputSlope.map((value, at) => value * (1 - (input[at] ?? 0) ** 2));
  }
}

/** W̄ += hᵀ·z̄ */
export function addLayerGradient(
  layer: DenseLayer,
  input: Float64Array,
  slope: Float64Array,
  gradients: Gradients,
): void {
  const rowCount = slope.length / layer.outputs;
  const size = [rowCount, layer.inputs, layer.outputs] as const;
  addLeftTransposedInto(gradients.of(`${layer.name}.weight`), input, slope, size);
}

/** z̄·Wᵀ: [B, outputs] back to [B, inputs]. */
export function throughWeight(layer: DenseLayer, slope: Float64Array): Float64Array {
  const rowCount = slope.length / layer.outputs;
  const inputSlope = new Float64Array(rowCount * layer.inputs);
  addRightTransposedInto(inputSlope, slope, layer.weight, [rowCount, layer.inputs, layer.outputs]);
  return inputSlope;
}
