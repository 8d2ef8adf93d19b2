/** The memory layout of matrices that src/kernels/panel.ts describes: panels of eight columns, 32 bytes a row. */

export const rowBytes = 32;

/** Where a matrix lies. */
export interface MatrixLayout {
  readonly address: number;
  readonly panelBytes: number;
}

export function panelCount(columns: number): number {
  return Math.ceil(columns / 8);
}

/** The next multiple of 8: rows of a weight, columns of anything. */
export function paddedTo8(count: number): number {
  return panelCount(count) * 8;
}

/** The next multiple of 4: what a batch of `rows` is computed as. */
export function paddedTo4(rows: number): number {
  return Math.ceil(rows / 4) * 4;
}

/**
 * Bytes from one panel to the next of a matrix with room for `rows` rows. Above 128 rows (4 KiB a panel) an odd number
 * of four-row steps, so that the panels of one row do not all fall into the same few lines of the first cache.
 */
export function rowPanelBytes(rows: number): number {
  const room = paddedTo4(rows);
  return rowBytes * (room > 128 && room % 8 === 0 ? room + 4 : room);
}

/** Index of element (row, column) in a Float32Array over the whole memory. */
export function floatIndex(matrix: MatrixLayout, row: number, column: number): number {
  return (matrix.address + Math.floor(column / 8) * matrix.panelBytes + row * rowBytes) / 4 + (column % 8);
}
