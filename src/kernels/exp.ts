/**
 * e^x on four lanes, to 2 ulp over the whole range, denormal results and ±∞ included; NaN stays NaN.
 * x = n·ln 2 + r with |r| ≤ ln 2 / 2, e^x = 2ⁿ·(1 + E), E = e^r − 1 = r + r²·q(r), q a polynomial of degree 4.
 * Polynomials are evaluated in pairs rather than one term after another: the chain of dependent steps is what takes time.
 */
import {
  EXP_HIGHEST,
  EXP_LOWEST,
  LN2_HIGH,
  LN2_LOW,
  LOG2_E,
  ONE,
  Q0,
  Q1,
  Q2,
  Q3,
  Q4,
  ROUNDER,
  ROUNDER_25,
  TWO_TO_MINUS_25,
  constant,
} from './constants';
import { madd, nmadd } from './multiply-add';

/** e^r of the remainder r = x − n·ln 2. */
// @ts-ignore: decorator
@inline
function expOfRemainder(x: v128, n: v128): v128 {
  const r = nmadd(n, constant(LN2_LOW), nmadd(n, constant(LN2_HIGH), x));
  const square = f32x4.mul(r, r);
  const low = madd(r, constant(Q1), constant(Q0));
  const high = madd(square, constant(Q4), madd(r, constant(Q3), constant(Q2)));
  return f32x4.add(madd(square, madd(square, high, low), r), constant(ONE));
}

/** e^x for x ≤ 0, down to denormal results and 0. */
// @ts-ignore: decorator
@inline
export function expNegative(x: v128): v128 {
  // pmax and pmin keep their first operand where it is NaN.
  const y = f32x4.pmax(x, constant(EXP_LOWEST));
  const rounded = madd(y, constant(LOG2_E), constant(ROUNDER_25));
  const p = expOfRemainder(y, f32x4.sub(rounded, constant(ROUNDER_25)));
  return f32x4.mul(i32x4.add(p, i32x4.shl(rounded, 23)), constant(TWO_TO_MINUS_25));
}

// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  const y = f32x4.pmax(f32x4.pmin(x, constant(EXP_HIGHEST)), constant(EXP_LOWEST));
  const rounded = madd(y, constant(LOG2_E), constant(ROUNDER));
  const p = expOfRemainder(y, f32x4.sub(rounded, constant(ROUNDER)));
  // 2ⁿ in two factors, since n reaches from −151 to 128.
  const n = i32x4.sub(rounded, constant(ROUNDER));
  const half = i32x4.shr_s(n, 1);
  const rest = i32x4.add(i32x4.shl(i32x4.sub(n, half), 23), constant(ONE));
  return f32x4.mul(i32x4.add(p, i32x4.shl(half, 23)), rest);
}
