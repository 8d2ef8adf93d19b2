/**
 * The derivatives of every output u_k with respect to the inputs, J_k = ∂u_k/∂x, and their own derivative along t, by
 * going back through the network once per output, all outputs in one product:
 *
 *   δ₃ = w_k ∘ σ₃,  a₂ = δ₃·W₂ᵀ,  δ₂ = a₂ ∘ σ₂,  a₁ = δ₂·W₁ᵀ,  δ₁ = a₁ ∘ σ₁,  J_k = δ₁·W₀ᵀ
 *
 * with σ = 1 − h² and, along t, σ' = −2·h·h', δ' = a'σ + aσ' (a₃ = w_k, column k of the last weight, so a₃' = 0).
 * Then back through that, from the gradients of J and J' to those of the weights and of h and h':
 *
 *   dδ₁ = dJ·W₀,  dW₀ = dJᵀ·δ₁        da = dδ·σ + dδ'·σ',  da' = dδ'·σ     dδ₂ = da₁·W₁,  dW₁ = da₁ᵀ·δ₂  …
 *   dσ = Σ_k dδ·a + dδ'·a',  dσ' = Σ_k dδ'·a        dh = −2(h·dσ + h'·dσ'),  dh' = −2·h·dσ'
 *
 * Rows of these matrices: B rows for each output in turn, then the same for the tangents: 2·O·B in all.
 */
import {
  chainBackward,
  chainForward,
  chainStart,
  chainStartBackward,
} from './derivative-chain';
import { denseForwardTangent, denseInputGradient, denseWeightGradient } from './dense';
import { Perceptron } from './perceptron';

@unmanaged
export class InputDerivatives {
  outputs: i32;
  panelBytes: i32;
  /** J and J' [2OB, I], and their gradients. */
  j: usize;
  dj: usize;
  delta1: usize;
  delta2: usize;
  delta3: usize;
  a1: usize;
  a2: usize;
  /** Room for dδ, which da replaces, of two layers. */
  e1: usize;
  e2: usize;
  /** Stacked gradients of h and h', [2B, H], with the `panelBytes` of the network. */
  dh1: usize;
  dh2: usize;
  dh3: usize;
}

/** J and J' from the network's activations and tangents. */
export function inputDerivatives(chain: InputDerivatives, net: Perceptron, rows: i32): void {
  const bytes = chain.panelBytes;
  const all = 2 * chain.outputs * rows;
  chainStart(chain.outputs, net, chain.delta3, bytes, rows);
  denseInputGradient(net.layer2, chain.delta3, chain.a2, bytes, all, net.layer2.inputs, false);
  chainForward(chain.outputs, net, net.h2, chain.a2, chain.delta2, bytes, rows);
  denseInputGradient(net.layer1, chain.delta2, chain.a1, bytes, all, net.layer1.inputs, false);
  chainForward(chain.outputs, net, net.h1, chain.a1, chain.delta1, bytes, rows);
  denseInputGradient(net.layer0, chain.delta1, chain.j, bytes, all, net.layer0.inputs, false);
}

/** From `dj` to the gradients of all weights, replaced, and to `dh1`, `dh2`, `dh3`. */
export function inputDerivativesBackward(chain: InputDerivatives, net: Perceptron, rows: i32): void {
  const bytes = chain.panelBytes;
  const all = 2 * chain.outputs * rows;
  const outputs = chain.outputs;
  denseWeightGradient(net.layer0, chain.dj, chain.delta1, bytes, all, false);
  denseForwardTangent(net.layer0, chain.dj, chain.e1, bytes, all);
  chainBackward(outputs, net, net.h1, chain.a1, chain.e1, chain.dh1, bytes, rows);
  denseWeightGradient(net.layer1, chain.e1, chain.delta2, bytes, all, false);
  denseForwardTangent(net.layer1, chain.e1, chain.e2, bytes, all);
  chainBackward(outputs, net, net.h2, chain.a2, chain.e2, chain.dh2, bytes, rows);
  denseWeightGradient(net.layer2, chain.e2, chain.delta3, bytes, all, false);
  denseForwardTangent(net.layer2, chain.e2, chain.e1, bytes, all);
  chainStartBackward(outputs, net, chain.e1, chain.dh3, bytes, rows);
}
