/**
 * σ(x) = 1 / (1 + e^(−x)) on four lanes, to 2 ulp over the whole range, denormal results included; NaN stays NaN.
 * With e = e^(−|x|) and q = e / (1 + e): σ = 1 / (1 + e) for x ≥ 0, q below; and where e < ½ there, e − e·q, the same
 * number with the rounding of 1 + e out of the way.
 */
import { HALF, MINUS_ZERO, ONE, constant } from './constants';
import { expNegative } from './exp';
import { nmadd } from './multiply-add';

// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  const e = expNegative(v128.or(x, constant(MINUS_ZERO)));
  const isNegative = i32x4.shr_s(x, 31);
  const numerator = v128.bitselect(e, constant(ONE), isNegative);
  const q = f32x4.div(numerator, f32x4.add(e, constant(ONE)));
  return v128.bitselect(nmadd(e, q, e), q, v128.and(isNegative, f32x4.lt(e, constant(HALF))));
}
