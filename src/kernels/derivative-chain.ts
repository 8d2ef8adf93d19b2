/** The element-wise steps of input-derivatives.ts, whose header has the equations; letters as there. */
import { ONE, constant } from './constants';
import { madd, nmadd } from './multiply-add';
import { PANEL, ROW_BYTES, columnAt, panelsOf } from './panel';
import { Perceptron } from './perceptron';

/** σ = 1 − h². */
// @ts-ignore: decorator
@inline
function slopeOf(h: v128): v128 {
  return nmadd(h, h, constant(ONE));
}

/** σ' = −2·h·h'. */
// @ts-ignore: decorator
@inline
function slopeTangentOf(h: v128, hTangent: v128): v128 {
  return f32x4.mul(f32x4.neg(f32x4.add(h, h)), hTangent);
}

/** δ₃ and δ₃' of every output. */
export function chainStart(outputs: i32, net: Perceptron, delta: usize, bytes: i32, rows: i32): void {
  const stacked = rows * ROW_BYTES;
  const toTangent = outputs * stacked;
  for (let panel = 0; panel < panelsOf(net.layer3.inputs); panel++) {
    const h = net.h3 + panel * net.panelBytes;
    const weights = net.layer3.transposed + panel * net.layer3.transposedPanelBytes;
    for (let k = 0; k < outputs; k++) {
      const to = delta + panel * bytes + k * stacked;
      for (let half = 0; half < ROW_BYTES; half += 16) {
        const w = v128.load(weights + k * ROW_BYTES + half);
        for (let row = half; row < stacked; row += ROW_BYTES) {
          const y = v128.load(h + row);
          v128.store(to + row, f32x4.mul(w, slopeOf(y)));
          v128.store(to + row + toTangent, f32x4.mul(w, slopeTangentOf(y, v128.load(h + row + stacked))));
        }
      }
    }
  }
}

/** δ and δ' of every output from a and a'. */
export function chainForward(
  outputs: i32,
  net: Perceptron,
  h: usize,
  a: usize,
  delta: usize,
  bytes: i32,
  rows: i32,
): void {
  const stacked = rows * ROW_BYTES;
  const toTangent = outputs * stacked;
  for (let panel = 0; panel < panelsOf(net.layer1.outputs); panel++) {
    for (let k = 0; k < outputs; k++) {
      const offset = panel * bytes + k * stacked;
      for (let row = 0; row < stacked; row += 16) {
        const y = v128.load(h + row);
        const slope = slopeOf(y);
        const slopeTangent = slopeTangentOf(y, v128.load(h + row + stacked));
        const at = offset + row;
        const value = v128.load(a + at);
        v128.store(delta + at, f32x4.mul(value, slope));
        const tangent = f32x4.mul(v128.load(a + at + toTangent), slope);
        v128.store(delta + at + toTangent, madd(value, slopeTangent, tangent));
      }
    }
    h += net.panelBytes;
  }
}

/** da and da' in place of dδ and dδ' in `e`, and dh and dh' of the layer. */
export function chainBackward(
  outputs: i32,
  net: Perceptron,
  h: usize,
  a: usize,
  e: usize,
  dh: usize,
  bytes: i32,
  rows: i32,
): void {
  const stacked = rows * ROW_BYTES;
  const toTangent = outputs * stacked;
  for (let panel = 0; panel < panelsOf(net.layer1.outputs); panel++) {
    for (let row = 0; row < stacked; row += 16) {
      const y = v128.load(h + row);
      const yTangent = v128.load(h + row + stacked);
      const slope = slopeOf(y);
      const slopeTangent = slopeTangentOf(y, yTangent);
      let dSlope = f32x4.splat(0);
      let dSlopeTangent = f32x4.splat(0);
      let at = panel * bytes + row;
      for (let k = 0; k < outputs; k++) {
        const value = v128.load(a + at);
        const d = v128.load(e + at);
        const dTangent = v128.load(e + at + toTangent);
        dSlope = madd(dTangent, v128.load(a + at + toTangent), madd(d, value, dSlope));
        dSlopeTangent = madd(dTangent, value, dSlopeTangent);
        v128.store(e + at, madd(d, slope, f32x4.mul(dTangent, slopeTangent)));
        v128.store(e + at + toTangent, f32x4.mul(dTangent, slope));
        at += stacked;
      }
      storeActivationGradients(dh + row, stacked, y, yTangent, dSlope, dSlopeTangent);
    }
    h += net.panelBytes;
    dh += net.panelBytes;
  }
}

/** The same at the top, where a₃ is column k of the last weight: its gradient replaces what was there. */
export function chainStartBackward(
  outputs: i32,
  net: Perceptron,
  e: usize,
  dh: usize,
  bytes: i32,
  rows: i32,
): void {
  const layer = net.layer3;
  const gradient = layer.weight + layer.gradientOffset;
  memory.fill(gradient, 0, panelsOf(layer.outputs) * layer.weightPanelBytes);
  for (let panel = 0; panel < panelsOf(layer.inputs); panel++) {
    const weights = layer.transposed + panel * layer.transposedPanelBytes;
    const h = net.h3 + panel * net.panelBytes;
    topActivationGradients(outputs, weights, h, e + panel * bytes, dh + panel * net.panelBytes, rows);
    for (let k = 0; k < outputs; k++) {
      const column = columnAt(gradient, layer.weightPanelBytes, k) + panel * PANEL * ROW_BYTES;
      const from = e + panel * bytes + k * rows * ROW_BYTES;
      topWeightGradient(h, from, outputs * rows * ROW_BYTES, rows, column);
      topWeightGradient(h + 16, from + 16, outputs * rows * ROW_BYTES, rows, column + 4 * ROW_BYTES);
    }
  }
}

function topActivationGradients(outputs: i32, weights: usize, h: usize, e: usize, dh: usize, rows: i32): void {
  const stacked = rows * ROW_BYTES;
  const toTangent = outputs * stacked;
  for (let row = 0; row < stacked; row += 16) {
    let dSlope = f32x4.splat(0);
    let dSlopeTangent = f32x4.splat(0);
    let at = e + row;
    for (let k = 0; k < outputs; k++) {
      const w = v128.load(weights + k * ROW_BYTES + (row & 16));
      dSlope = madd(v128.load(at), w, dSlope);
      dSlopeTangent = madd(v128.load(at + toTangent), w, dSlopeTangent);
      at += stacked;
    }
    const yTangent = v128.load(h + row + stacked);
    storeActivationGradients(dh + row, stacked, v128.load(h + row), yTangent, dSlope, dSlopeTangent);
  }
}

/** dh = −2(h·dσ + h'·dσ'), dh' = −2·h·dσ'. */
// @ts-ignore: decorator
@inline
function storeActivationGradients(
  dh: usize,
  stacked: i32,
  y: v128,
  yTangent: v128,
  dSlope: v128,
  dSlopeTangent: v128,
): void {
  const minusTwo = f32x4.splat(-2.0);
  v128.store(dh, f32x4.mul(minusTwo, madd(y, dSlope, f32x4.mul(yTangent, dSlopeTangent))));
  v128.store(dh + stacked, f32x4.mul(minusTwo, f32x4.mul(y, dSlopeTangent)));
}

/** Σ over rows of dδ·σ + dδ'·σ' of four units, into four rows of one column. */
function topWeightGradient(h: usize, e: usize, toTangent: i32, rows: i32, column: usize): void {
  const stacked = rows * ROW_BYTES;
  let sum = f32x4.splat(0);
  let tangentSum = f32x4.splat(0);
  for (let row = 0; row < stacked; row += ROW_BYTES) {
    const y = v128.load(h + row);
    sum = madd(v128.load(e + row), slopeOf(y), sum);
    const slopeTangent = slopeTangentOf(y, v128.load(h + row + stacked));
    tangentSum = madd(v128.load(e + row + toTangent), slopeTangent, tangentSum);
  }
  sum = f32x4.add(sum, tangentSum);
  store<f32>(column, f32x4.extract_lane(sum, 0));
  store<f32>(column, f32x4.extract_lane(sum, 1), 32);
  store<f32>(column, f32x4.extract_lane(sum, 2), 64);
  store<f32>(column, f32x4.extract_lane(sum, 3), 96);
}
