/**
 * tanh with its derivative along t. A stacked matrix holds B rows of values and, below them, the same B rows of tangents
 * (derivatives with respect to t); `rows` is B.
 *
 *   forward   h = tanh z         h' = (1 − h²)·z'
 *   backward  dz = (1 − h²)·dh − 2·h·h'·dh'        dz' = (1 − h²)·dh'
 */
import { ONE, constant } from './constants';
import { nmadd } from './multiply-add';
import { ROW_BYTES } from './panel';
import { tanh } from './tanh';

/** In place, values and tangents. */
export function tanhForwardTangent(z: usize, panelBytes: i32, rows: i32, panels: i32): void {
  const stacked = rows * ROW_BYTES;
  for (let panel = 0; panel < panels; panel++) {
    for (let at = z, end = z + stacked; at < end; at += 16) {
      const h = tanh(v128.load(at));
      v128.store(at, h);
      v128.store(at + stacked, f32x4.mul(v128.load(at + stacked), nmadd(h, h, constant(ONE))));
    }
    z += panelBytes;
  }
}

/** Of the first layer, whose z' is the same in every row: the weights of the input t, one row of a weight matrix. */
export function tanhForwardOfTime(
  z: usize,
  panelBytes: i32,
  rows: i32,
  panels: i32,
  timeWeights: usize,
  weightPanelBytes: i32,
): void {
  const stacked = rows * ROW_BYTES;
  for (let panel = 0; panel < panels; panel++) {
    for (let half = 0; half < ROW_BYTES; half += 16) {
      const slope = v128.load(timeWeights + half);
      for (let at = z + half, end = z + stacked; at < end; at += ROW_BYTES) {
        const h = tanh(v128.load(at));
        v128.store(at, h);
        v128.store(at + stacked, f32x4.mul(slope, nmadd(h, h, constant(ONE))));
      }
    }
    z += panelBytes;
    timeWeights += weightPanelBytes;
  }
}

/** dz and dz' in place of dh and dh'. */
export function tanhBackwardTangent(dh: usize, h: usize, panelBytes: i32, rows: i32, panels: i32): void {
  const stacked = rows * ROW_BYTES;
  for (let panel = 0; panel < panels; panel++) {
    for (let offset = 0; offset < stacked; offset += 16) {
      const y = v128.load(h + offset);
      const twice = f32x4.mul(f32x4.add(y, y), v128.load(h + offset + stacked));
      const slope = nmadd(y, y, constant(ONE));
      const dTangent = v128.load(dh + offset + stacked);
      v128.store(dh + offset, nmadd(twice, dTangent, f32x4.mul(slope, v128.load(dh + offset))));
      v128.store(dh + offset + stacked, f32x4.mul(slope, dTangent));
    }
    dh += panelBytes;
    h += panelBytes;
  }
}
