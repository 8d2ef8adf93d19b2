/**
 * tanh on four lanes, to 2 ulp over the whole range; NaN stays NaN, the sign of zero is kept.
 * |x| < 0.56: x + x·x²·P(x²), P of degree 3. Beyond: 1 − 2w / (1 + w), w = e^(−2|x|) = 2ⁿ·e^(2s), s = n·ln 2 / 2 − |x|,
 * and the sign of x; there w is small, so that e^(2s) needs its last bit less than exp.ts does.
 */
import {
  HALF_LN2,
  MINUS_ZERO,
  ONE,
  P0,
  P1,
  P2,
  P3,
  ROUNDER,
  S2,
  S3,
  S4,
  S5,
  TANH_LOWEST,
  TANH_SPLIT,
  TWO_LOG2_E,
  constant,
} from './constants';
import { madd, nmadd } from './multiply-add';

// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const minus = v128.or(x, constant(MINUS_ZERO));
  const isNear = f32x4.gt(minus, constant(TANH_SPLIT));
  const t = v128.bitselect(tanhNear(x), tanhFar(minus), isNear);
  return v128.or(t, v128.and(x, constant(MINUS_ZERO)));
}

// @ts-ignore: decorator
@inline
function tanhNear(x: v128): v128 {
  const z = f32x4.mul(x, x);
  const low = madd(z, constant(P1), constant(P0));
  const high = madd(z, constant(P3), constant(P2));
  return madd(f32x4.mul(x, z), madd(f32x4.mul(z, z), high, low), x);
}

/** tanh |x| from −|x|. */
// @ts-ignore: decorator
@inline
function tanhFar(minus: v128): v128 {
  // pmax keeps its first operand where it is NaN.
  const y = f32x4.pmax(minus, constant(TANH_LOWEST));
  const rounded = madd(y, constant(TWO_LOG2_E), constant(ROUNDER));
  const s = nmadd(f32x4.sub(rounded, constant(ROUNDER)), constant(HALF_LN2), y);
  const square = f32x4.mul(s, s);
  const high = madd(square, madd(s, constant(S5), constant(S4)), madd(s, constant(S3), constant(S2)));
  const p = madd(square, high, f32x4.add(f32x4.add(s, s), constant(ONE)));
  const w = i32x4.add(p, i32x4.shl(rounded, 23));
  return f32x4.sub(constant(ONE), f32x4.div(f32x4.add(w, w), f32x4.add(w, constant(ONE))));
}
