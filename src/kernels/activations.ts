/** The activations over a run of floats in place, and tanh backward; `bytes` is a multiple of 32. */
import { constant, ONE } from './constants';
import { exp } from './exp';
import { nmadd } from './multiply-add';
import { ROW_BYTES } from './panel';
import { sigmoid } from './sigmoid';
import { tanh } from './tanh';

export function tanhInPlace(address: usize, bytes: i32): void {
  for (const end = address + bytes; address < end; address += 32) {
    // Both before the first store: the constants are then loaded once for the two.
    const low = tanh(v128.load(address));
    const high = tanh(v128.load(address, 16));
    v128.store(address, low);
    v128.store(address, high, 16);
  }
}

export function sigmoidInPlace(address: usize, bytes: i32): void {
  for (const end = address + bytes; address < end; address += 32) {
    const low = sigmoid(v128.load(address));
    const high = sigmoid(v128.load(address, 16));
    v128.store(address, low);
    v128.store(address, high, 16);
  }
}

export function expInPlace(address: usize, bytes: i32): void {
  for (const end = address + bytes; address < end; address += 16) v128.store(address, exp(v128.load(address)));
}

/** H = tanh Z in place, Z [rows, panels·8]. */
export function tanhForward(z: usize, panelBytes: i32, rows: i32, panels: i32): void {
  for (let panel = 0; panel < panels; panel++) {
    tanhInPlace(z, rows * ROW_BYTES);
    z += panelBytes;
  }
}

/** dZ = dH ∘ (1 − H²), in place of dH. */
export function tanhBackward(dh: usize, h: usize, panelBytes: i32, rows: i32, panels: i32): void {
  for (let panel = 0; panel < panels; panel++) {
    const bytes = rows * ROW_BYTES;
    for (let offset = 0; offset < bytes; offset += 16) {
      const y = v128.load(h + offset);
      v128.store(dh + offset, f32x4.mul(v128.load(dh + offset), nmadd(y, y, constant(ONE))));
    }
    dh += panelBytes;
    h += panelBytes;
  }
}
