/** The sum of every column of A [rows, columns] into one row of sums: the gradient of a bias. */
import { ROW_BYTES } from './panel';

export function columnSums(a: usize, aPanelBytes: i32, rows: i32, panels: i32, sums: usize): void {
  for (let panel = 0; panel < panels; panel++) {
    addRows(a, rows, sums, false);
    a += aPanelBytes;
    sums += ROW_BYTES;
  }
}

/** Sum of the rows of one panel into `sums`, 8 floats; `rows` is even. Two chains of sums hide the time of an addition. */
export function addRows(a: usize, rows: i32, sums: usize, adds: bool): void {
  const zero = f32x4.splat(0);
  let low0 = adds ? v128.load(sums) : zero;
  let high0 = adds ? v128.load(sums, 16) : zero;
  let low1 = zero;
  let high1 = zero;
  for (const end = a + rows * ROW_BYTES; a < end; a += 2 * ROW_BYTES) {
    low0 = f32x4.add(low0, v128.load(a));
    high0 = f32x4.add(high0, v128.load(a, 16));
    low1 = f32x4.add(low1, v128.load(a, 32));
    high1 = f32x4.add(high1, v128.load(a, 48));
  }
  v128.store(sums, f32x4.add(low0, low1));
  v128.store(sums, f32x4.add(high0, high1), 16);
}
