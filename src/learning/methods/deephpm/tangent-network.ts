/**
 * A dense network together with its derivative along one direction of its input (forward-mode differentiation): with
 * ẋ given, h_l = tanh(z_l) and ḣ_l = s_l ∘ ż_l, where s_l = 1 - h_l², z_l = h_{l-1}·W_l + b_l and ż_l = ḣ_{l-1}·W_l.
 * Backward, for given dL/du and dL/du̇:
 *   W̄_l = h_{l-1}ᵀ·z̄_l + ḣ_{l-1}ᵀ·ż̄_l,  h̄_{l-1} = z̄_l·W_lᵀ,  ḣ̄_{l-1} = ż̄_l·W_lᵀ,
 *   ż̄_l = ḣ̄_l ∘ s_l,  z̄_l = (h̄_l - 2 h_l ∘ ḣ̄_l ∘ ż_l) ∘ s_l.
 */
import { type DenseLayer, addLayerGradient, forwardDense, throughWeight } from '../dense-network.ts';
import type { Gradients } from '../gradients.ts';
import { addColumnSumsInto, addInto, addProductInto } from '../matrix.ts';

/** States h_0 … u and tangents ḣ_0 … u̇, and ż_l of the hidden layers (index 0 unused), each [B, width]. */
export interface TangentPass {
  readonly states: readonly Float64Array[];
  readonly tangents: readonly Float64Array[];
  readonly rawTangents: readonly Float64Array[];
}

export function forwardTangent(
  layers: readonly DenseLayer[],
  inputs: Float64Array,
  inputTangents: Float64Array,
  rowCount: number,
): TangentPass {
  const states = forwardDense(layers, inputs, rowCount);
  const tangents = [inputTangents];
  const rawTangents = [inputTangents];
  layers.forEach((layer, index) => {
    const raw = new Float64Array(rowCount * layer.outputs);
    addProductInto(raw, tangents[index] ?? raw, layer.weight, [rowCount, layer.inputs, layer.outputs]);
    rawTangents.push(raw);
    const state = states[index + 1] ?? raw;
    const isLast = index === layers.length - 1;
    tangents.push(isLast ? raw : raw.map((value, at) => value * (1 - (state[at] ?? 0) ** 2)));
  });
  return { states, tangents, rawTangents };
}

/** Slopes that reach the hidden layers from elsewhere: h̄_l and ḣ̄_l by index l, none where undefined. */
export interface ExtraSlopes {
  readonly states: readonly (Float64Array | undefined)[];
  readonly tangents: readonly (Float64Array | undefined)[];
}

export interface TangentSlopes {
  /** dL/dh [B, width] */
  readonly state: Float64Array;
  /** dL/dḣ [B, width] */
  readonly tangent: Float64Array;
}

/** Adds every weight's gradient and answers dL/dx and dL/dẋ. */
export function backwardTangent(
  layers: readonly DenseLayer[],
  pass: TangentPass,
  output: TangentSlopes,
  gradients: Gradients,
  extra: ExtraSlopes = { states: [], tangents: [] },
): TangentSlopes {
  let slopes = output;
  for (const [index, layer] of [...layers.entries()].reverse()) {
    addLayerGradient(layer, pass.states[index] ?? slopes.state, slopes.state, gradients);
    addLayerGradient(layer, pass.tangents[index] ?? slopes.tangent, slopes.tangent, gradients);
    addColumnSumsInto(gradients.of(`${layer.name}.bias`), slopes.state);
    const state = throughWeight(layer, slopes.state);
    const tangent = throughWeight(layer, slopes.tangent);
    addInto(state, extra.states[index] ?? new Float64Array());
    addInto(tangent, extra.tangents[index] ?? new Float64Array());
    slopes = index === 0 ? { state, tangent } : throughTanh(pass, index, { state, tangent });
  }
  return slopes;
}

function throughTanh(pass: TangentPass, index: number, slopes: TangentSlopes): TangentSlopes {
  const states = pass.states[index] ?? slopes.state;
  const rawTangents = pass.rawTangents[index] ?? slopes.state;
  const state = new Float64Array(states.length);
  const tangent = new Float64Array(states.length);
  for (let at = 0; at < states.length; at++) {
    const h = states[at] ?? 0;
    const slopeOfTangent = slopes.tangent[at] ?? 0;
    tangent[at] = slopeOfTangent * (1 - h * h);
    state[at] = ((slopes.state[at] ?? 0) - 2 * h * slopeOfTangent * (rawTangents[at] ?? 0)) * (1 - h * h);
  }
  return { state, tangent };
}
