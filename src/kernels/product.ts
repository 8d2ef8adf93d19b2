/**
 * C = S + A·B, the product of the forward passes and, with a transposed copy of the weights, of the data gradients.
 * A [rows, depth], B [depth, columns], C [rows, columns], all in panels; S is a bias, zero, or C itself.
 * One register tile is 6×8 or 4×8 sums: 12 or 8 accumulators, two vectors of B and one element of A spread over four
 * lanes fill the 15 registers V8 hands out, and a plain loop of one step is what it compiles without spilling.
 */
import { ROW_BYTES } from './panel';
import { productTile4 } from './product-tile4';
import { productTile6 } from './product-tile6';

/**
 * One panel of columns of C. `start` is where the sums begin: a row of 8 floats that every row of C starts from
 * (`startRowBytes` 0), or C's own panel (`startRowBytes` 32) to add to what is there. `rows` is a multiple of 4.
 */
export function productPanel(
  a: usize,
  aPanelBytes: i32,
  b: usize,
  depth: i32,
  c: usize,
  rows: i32,
  start: usize,
  startRowBytes: i32,
): void {
  // 6a + 4b = rows with as many sixes as possible: rows mod 6 is 0, 4 or 2, the last taking two fours from a six.
  const remainder = rows % 6;
  const fours = remainder == 0 ? 0 : remainder == 4 ? 1 : 2;
  const end = a + (rows - fours * 4) * ROW_BYTES;
  for (; a < end; a += 6 * ROW_BYTES) {
    productTile6(a, aPanelBytes, b, depth, c, start, startRowBytes);
    c += 6 * ROW_BYTES;
    start += 6 * startRowBytes;
  }
  for (let i = 0; i < fours; i++) {
    productTile4(a, aPanelBytes, b, depth, c, start, startRowBytes);
    a += 4 * ROW_BYTES;
    c += 4 * ROW_BYTES;
    start += 4 * startRowBytes;
  }
}

/** All panels of C. `startPanelBytes` is the distance of the starts of two panels: 32 for a bias, 0 for zeros. */
export function product(
  a: usize,
  aPanelBytes: i32,
  b: usize,
  bPanelBytes: i32,
  depth: i32,
  c: usize,
  cPanelBytes: i32,
  rows: i32,
  panels: i32,
  start: usize,
  startPanelBytes: i32,
  startRowBytes: i32,
): void {
  for (let panel = 0; panel < panels; panel++) {
    productPanel(a, aPanelBytes, b, depth, c, rows, start, startRowBytes);
    b += bPanelBytes;
    c += cPanelBytes;
    start += startPanelBytes;
  }
}
