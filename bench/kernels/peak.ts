import { madd } from '../../src/kernels/multiply-add';

/**
 * The most a thread of this machine can do with 128-bit vectors: multiply-adds on registers alone, nothing loaded and
 * nothing stored. Twelve sums are independent of each other, more than the processor needs to hide the latency of one.
 * The two factors are arguments because the compiler would write constants into the loop, once per use. Each round
 * changes every sum once: 12 × 4 × 2 operations.
 */
export function multiplyAddRounds(rounds: i32, left: f32, right: f32): f32 {
  const factor = f32x4.splat(left);
  const other = f32x4.splat(right);
  let s0 = f32x4.splat(0.0);
  let s1 = f32x4.splat(0.1);
  let s2 = f32x4.splat(0.2);
  let s3 = f32x4.splat(0.3);
  let s4 = f32x4.splat(0.4);
  let s5 = f32x4.splat(0.5);
  let s6 = f32x4.splat(0.6);
  let s7 = f32x4.splat(0.7);
  let s8 = f32x4.splat(0.8);
  let s9 = f32x4.splat(0.9);
  let s10 = f32x4.splat(1.0);
  let s11 = f32x4.splat(1.1);
  for (let round = 0; round < rounds; round++) {
    s0 = madd(factor, other, s0);
    s1 = madd(factor, other, s1);
    s2 = madd(factor, other, s2);
    s3 = madd(factor, other, s3);
    s4 = madd(factor, other, s4);
    s5 = madd(factor, other, s5);
    s6 = madd(factor, other, s6);
    s7 = madd(factor, other, s7);
    s8 = madd(factor, other, s8);
    s9 = madd(factor, other, s9);
    s10 = madd(factor, other, s10);
    s11 = madd(factor, other, s11);
  }
  const low = f32x4.add(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), s4);
  const high = f32x4.add(f32x4.add(f32x4.add(s5, s6), f32x4.add(s7, s8)), f32x4.add(f32x4.add(s9, s10), s11));
  return f32x4.extract_lane(f32x4.add(low, high), 0);
}
