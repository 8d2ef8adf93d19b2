/**
 * How matrices lie in memory: in panels of eight columns. A matrix [rows, columns] is ceil(columns / 8) panels, each of
 * them its rows one after another, 8 floats (32 bytes) a row:
 *
 *   element (r, c) is at  address + (c >> 3) * panelBytes + r * 32 + (c & 7) * 4
 *
 * `panelBytes` is 32 times the rows there is room for. Columns beyond the last are zero in every weight and therefore
 * in everything computed from it, so no kernel has a tail of columns; rows come in multiples of four. All three matrix
 * products then read and write memory in order, with one pointer per operand.
 */
export const PANEL: i32 = 8;
export const ROW_BYTES: i32 = 32;

/** A row of zeros, for sums that start from nothing. */
export const ZEROS: usize = memory.data<f32>([0, 0, 0, 0, 0, 0, 0, 0], 16);

// @ts-ignore: decorator
@inline
export function panelsOf(columns: i32): i32 {
  return (columns + 7) >> 3;
}

/** Address of column `column` in row 0. */
// @ts-ignore: decorator
@inline
export function columnAt(address: usize, panelBytes: i32, column: i32): usize {
  return address + (column >> 3) * panelBytes + ((column & 7) << 2);
}
