/**
 * The LSTM cell (Hochreiter and Schmidhuber 1997 with forget gates), gate order i, f, g, o, z the sums before the gates:
 *
 *   i = σ(zᵢ)  f = σ(z_f)  g = tanh(z_g)  o = σ(zₒ)     c = f·c₋₁ + i·g     h = o·tanh c
 *
 * and back from dh and the dc of the step after:
 *
 *   dc ← dc + dh·o·(1 − tanh² c)   dzₒ = dh·tanh c·o(1 − o)   dzᵢ = dc·g·i(1 − i)   dz_f = dc·c₋₁·f(1 − f)
 *   dz_g = dc·i·(1 − g²)           dc₋₁ = dc·f
 *
 * One call does one panel, eight units, of one time step: `bytes` is 32 times the rows. The gates of a unit are
 * `gateBytes` apart and replace z; their gradients replace the gates.
 */
import { ONE, constant } from './constants';
import { madd, nmadd } from './multiply-add';
import { sigmoid } from './sigmoid';
import { tanh } from './tanh';

export function lstmCellForward(
  gates: usize,
  gateBytes: i32,
  cBefore: usize,
  c: usize,
  tanhC: usize,
  h: usize,
  bytes: i32,
): void {
  const toG = 2 * gateBytes;
  const toO = 3 * gateBytes;
  for (const end = gates + bytes; gates < end; gates += 16) {
    const i = sigmoid(v128.load(gates));
    const f = sigmoid(v128.load(gates + gateBytes));
    const o = sigmoid(v128.load(gates + toO));
    const g = tanh(v128.load(gates + toG));
    const state = madd(f, v128.load(cBefore), f32x4.mul(i, g));
    const t = tanh(state);
    v128.store(gates, i);
    v128.store(gates + gateBytes, f);
    v128.store(gates + toG, g);
    v128.store(gates + toO, o);
    v128.store(c, state);
    v128.store(tanhC, t);
    v128.store(h, f32x4.mul(o, t));
    cBefore += 16;
    c += 16;
    tanhC += 16;
    h += 16;
  }
}

export function lstmCellBackward(
  gates: usize,
  gateBytes: i32,
  cBefore: usize,
  tanhC: usize,
  dh: usize,
  dc: usize,
  bytes: i32,
): void {
  const toG = 2 * gateBytes;
  const toO = 3 * gateBytes;
  const one = constant(ONE);
  for (const end = gates + bytes; gates < end; gates += 16) {
    const i = v128.load(gates);
    const f = v128.load(gates + gateBytes);
    const g = v128.load(gates + toG);
    const o = v128.load(gates + toO);
    const t = v128.load(tanhC);
    const dhNow = v128.load(dh);
    const dhO = f32x4.mul(dhNow, o);
    const dcNow = madd(dhO, nmadd(t, t, one), v128.load(dc));
    const dcI = f32x4.mul(dcNow, i);
    const dcF = f32x4.mul(dcNow, f);
    v128.store(gates, f32x4.mul(f32x4.mul(dcI, g), f32x4.sub(one, i)));
    v128.store(gates + gateBytes, f32x4.mul(f32x4.mul(dcF, v128.load(cBefore)), f32x4.sub(one, f)));
    v128.store(gates + toG, f32x4.mul(dcI, nmadd(g, g, one)));
    v128.store(gates + toO, f32x4.mul(f32x4.mul(dhO, t), f32x4.sub(one, o)));
    v128.store(dc, dcF);
    cBefore += 16;
    tanhC += 16;
    dh += 16;
    dc += 16;
  }
}
