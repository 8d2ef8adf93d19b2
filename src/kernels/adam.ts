/**
 * Adam (Kingma and Ba 2015, arXiv 1412.6980, algorithm 1) over one run of parameters:
 *
 *   m ← β₁m + (1 − β₁)g      v ← β₂v + (1 − β₂)g²      p ← p − α · m̂ / (√v̂ + ε),  m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)
 *
 * with β₁ = 0.9, β₂ = 0.999, ε = 1e-8. Parameters, gradients, first and second moments are four runs of `bytes` bytes,
 * one after another, each a multiple of 32.
 */
import { madd, nmadd } from './multiply-add';

const BETA1: f64 = 0.9;
const BETA2: f64 = 0.999;
const EPSILON: f32 = 1e-8;

/** Where the four runs are, how far the optimiser has come, and what the host wants of the next steps. */
@unmanaged
export class Adam {
  parameters: usize;
  bytes: i32;
  /** β₁ᵗ and β₂ᵗ after t steps: 1 before the first. */
  beta1Power: f64;
  beta2Power: f64;
  /** α, written by the host. */
  learningRate: f64;
}

/** Before a first step: no moments, no steps. */
export function adamRestart(adam: Adam): void {
  memory.fill(adam.parameters + 2 * adam.bytes, 0, 2 * adam.bytes);
  adam.beta1Power = 1;
  adam.beta2Power = 1;
}

export function adamStep(adam: Adam): void {
  adam.beta1Power *= BETA1;
  adam.beta2Power *= BETA2;
  const rate = f32x4.splat(f32(adam.learningRate / (1 - adam.beta1Power)));
  const scale = f32x4.splat(f32(1 / sqrt(1 - adam.beta2Power)));
  const bytes = adam.bytes;
  let p = adam.parameters;
  for (const end = p + bytes; p < end; p += 32) {
    update(p, bytes, rate, scale);
    update(p + 16, bytes, rate, scale);
  }
}

/** Four parameters; `rate` is α / (1 − β₁ᵗ), `scale` 1 / √(1 − β₂ᵗ). */
// @ts-ignore: decorator
@inline
function update(p: usize, bytes: usize, rate: v128, scale: v128): void {
  const gradient = p + bytes;
  const first = gradient + bytes;
  const second = first + bytes;
  const g = v128.load(gradient);
  const m = madd(f32x4.splat(f32(1 - BETA1)), f32x4.sub(g, v128.load(first)), v128.load(first));
  const old = v128.load(second);
  const v = madd(f32x4.splat(f32(1 - BETA2)), f32x4.sub(f32x4.mul(g, g), old), old);
  v128.store(first, m);
  v128.store(second, v);
  const root = madd(f32x4.sqrt(v), scale, f32x4.splat(EPSILON));
  v128.store(p, nmadd(rate, f32x4.div(m, root), v128.load(p)));
}
