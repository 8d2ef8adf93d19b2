/**
 * u_x^k = ∂u_k/∂x of a dense network and its derivative u_xt^k along the direction of the tangent pass, by the reverse
 * chain and the chain's own tangent. With s_l = 1 - h_l² and ṡ_l = -2 h_l ∘ ḣ_l, from the last hidden layer down:
 *   q = W_L[:, k] (every row), q̇ = 0;  p_l = q_l ∘ s_l,  ṗ_l = q̇_l ∘ s_l + q_l ∘ ṡ_l;
 *   q_{l-1} = p_l·W_lᵀ,  q̇_{l-1} = ṗ_l·W_lᵀ;  u_x = q_0,  u_xt = q̇_0.
 * Backward reads the same chain upwards: with q̄_0 = dL/du_x,
 *   p̄_l = q̄_{l-1}·W_l,  W̄_l += q̄_{l-1}ᵀ·p_l (and the same dotted);
 *   q̄_l = p̄_l ∘ s_l + ṗ̄_l ∘ ṡ_l,  q̇̄_l = ṗ̄_l ∘ s_l;
 *   s̄_l = p̄_l ∘ q_l + ṗ̄_l ∘ q̇_l,  ṡ̄_l = ṗ̄_l ∘ q_l;  h̄_l -= 2 (h_l ∘ s̄_l + ḣ_l ∘ ṡ̄_l),  ḣ̄_l -= 2 h_l ∘ ṡ̄_l.
 */
import type { DenseLayer } from '../dense-network.ts';
import { addLayerGradient, throughWeight } from '../dense-network.ts';
import type { Gradients } from '../gradients.ts';
import { addProductInto } from '../matrix.ts';
import type { TangentPass, TangentSlopes } from './tangent-network.ts';

/** One link of the chain, for hidden layer l: all [B, width of the layer]. */
interface Link {
  readonly q: Float64Array;
  readonly qTangent: Float64Array;
  readonly p: Float64Array;
  readonly pTangent: Float64Array;
}

export interface InputDerivatives {
  readonly output: number;
  /** u_x^k [B, I] */
  readonly slope: Float64Array;
  /** u_xt^k [B, I] */
  readonly slopeTangent: Float64Array;
  /** By hidden layer l = 1 … L-1; index 0 unused. */
  readonly links: readonly (Link | undefined)[];
}

/** Derivatives of output k with respect to every input. */
export function inputDerivatives(
  layers: readonly DenseLayer[],
  pass: TangentPass,
  output: number,
): InputDerivatives {
  const links: (Link | undefined)[] = [];
  let q = columnForEveryRow(layers, pass, output);
  let qTangent: Float64Array = new Float64Array(q.length);
  for (const [index, layer] of [...layers.entries()].slice(0, -1).reverse()) {
    const link = makeLink(pass, index + 1, q, qTangent);
    links[index + 1] = link;
    q = throughWeight(layer, link.p);
    qTangent = throughWeight(layer, link.pTangent);
  }
  return { output, slope: q, slopeTangent: qTangent, links };
}

function columnForEveryRow(layers: readonly DenseLayer[], pass: TangentPass, output: number): Float64Array {
  const last = layers.at(-1);
  const column = new Float64Array(pass.states.at(-2)?.length ?? 0);
  if (last === undefined) return column;
  return column.map((_, at) => last.weight[(at % last.inputs) * last.outputs + output] ?? 0);
}

function makeLink(pass: TangentPass, index: number, q: Float64Array, qTangent: Float64Array): Link {
  const p = new Float64Array(q.length);
  const pTangent = new Float64Array(q.length);
  for (let at = 0; at < q.length; at++) {
    const { s, sTangent } = slopesAt(pass, index, at);
    p[at] = (q[at] ?? 0) * s;
    pTangent[at] = (qTangent[at] ?? 0) * s + (q[at] ?? 0) * sTangent;
  }
  return { q, qTangent, p, pTangent };
}

function slopesAt(pass: TangentPass, index: number, at: number) {
  const h = pass.states[index]?.[at] ?? 0;
  const hTangent = pass.tangents[index]?.[at] ?? 0;
  return { h, hTangent, s: 1 - h * h, sTangent: -2 * h * hTangent };
}

/** Slopes that the chain's backward pass sends into the hidden states and tangents, added up over outputs. */
export interface HiddenSlopes {
  readonly states: Float64Array[];
  readonly tangents: Float64Array[];
}

export const createHiddenSlopes = (pass: TangentPass): HiddenSlopes => ({
  states: pass.states.map((values) => new Float64Array(values.length)),
  tangents: pass.states.map((values) => new Float64Array(values.length)),
});

/** Adds the weights' gradients for dL/du_x^k and dL/du_xt^k, and what reaches the hidden states and tangents. */
export function backwardInputDerivatives(
  layers: readonly DenseLayer[],
  pass: TangentPass,
  derivatives: InputDerivatives,
  slopes: TangentSlopes,
  gradients: Gradients,
  hidden: HiddenSlopes,
): void {
  let { state: qSlope, tangent: qTangentSlope } = slopes;
  for (const [index, layer] of layers.slice(0, -1).entries()) {
    const link = derivatives.links[index + 1];
    if (link === undefined) continue;
    addLayerGradient(layer, qSlope, link.p, gradients);
    addLayerGradient(layer, qTangentSlope, link.pTangent, gradients);
    const pSlope = upThroughWeight(layer, qSlope);
    const pTangentSlope = upThroughWeight(layer, qTangentSlope);
    ({ state: qSlope, tangent: qTangentSlope } = backwardLink(
      pass,
      index + 1,
      link,
      { state: pSlope, tangent: pTangentSlope },
      hidden,
    ));
  }
  addColumnGradient(layers, derivatives.output, qSlope, gradients);
}

/** q̄ and q̇̄ from p̄ and ṗ̄; adds to h̄ and ḣ̄ of the layer. */
function backwardLink(
  pass: TangentPass,
  index: number,
  link: Link,
  slopes: TangentSlopes,
  hidden: HiddenSlopes,
): TangentSlopes {
  const state = new Float64Array(link.q.length);
  const tangent = new Float64Array(link.q.length);
  const [stateSlope = state, tangentSlope = tangent] = [hidden.states[index], hidden.tangents[index]];
  for (let at = 0; at < state.length; at++) {
    const { h, hTangent, s, sTangent } = slopesAt(pass, index, at);
    const [pSlope, pTangentSlope] = [slopes.state[at] ?? 0, slopes.tangent[at] ?? 0];
    const [q, qTangent] = [link.q[at] ?? 0, link.qTangent[at] ?? 0];
    state[at] = pSlope * s + pTangentSlope * sTangent;
    tangent[at] = pTangentSlope * s;
    const sSlope = pSlope * q + pTangentSlope * qTangent;
    const sTangentSlope = pTangentSlope * q;
    stateSlope[at] = (stateSlope[at] ?? 0) - 2 * (h * sSlope + hTangent * sTangentSlope);
    tangentSlope[at] = (tangentSlope[at] ?? 0) - 2 * h * sTangentSlope;
  }
  return { state, tangent };
}

/** q̄·W: [B, inputs] up to [B, outputs]. */
function upThroughWeight(layer: DenseLayer, slope: Float64Array): Float64Array {
  const rowCount = slope.length / layer.inputs;
  const up = new Float64Array(rowCount * layer.outputs);
  addProductInto(up, slope, layer.weight, [rowCount, layer.inputs, layer.outputs]);
  return up;
}

/** The chain began with column k of the last weight in every row. */
function addColumnGradient(
  layers: readonly DenseLayer[],
  output: number,
  slope: Float64Array,
  gradients: Gradients,
): void {
  const last = layers.at(-1);
  if (last === undefined) return;
  const gradient = gradients.of(`${last.name}.weight`);
  for (let at = 0; at < slope.length; at++) {
    const index = (at % last.inputs) * last.outputs + output;
    gradient[index] = (gradient[index] ?? 0) + (slope[at] ?? 0);
  }
}
