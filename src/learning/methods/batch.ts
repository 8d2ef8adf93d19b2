/** The rows of one batch, gathered. Letters: B rows, I inputs, O targets, W cycles of a window. */
import type { PreparedRows } from '../engines/engine.ts';

export interface Batch {
  readonly rowCount: number;
  /** [B, I] */
  readonly inputs: Float64Array;
  /** [B, O] */
  readonly targets: Float64Array;
  /** [B, O] */
  readonly mask: Float64Array;
  /** [W][B, I], oldest first, the last one `inputs`; that one alone for a method without a window. */
  readonly windows: readonly Float64Array[];
}

/** `window`: as the method's facts say, so that no method sees more cycles than are declared there. */
export function gatherBatch(rows: PreparedRows, rowIndices: Int32Array, window: number | null): Batch {
  const inputs = gatherRows(rows.inputs, rows.inputs.length / rows.rowCount, rowIndices);
  return {
    rowCount: rowIndices.length,
    inputs,
    windows: window === null ? [inputs] : gatherWindows(rows, rowIndices, window),
    targets: gatherRows(rows.targets, rows.targets.length / rows.rowCount, rowIndices),
    mask: gatherRows(rows.mask, rows.mask.length / rows.rowCount, rowIndices),
  };
}

/**
 * [W][B, I]: for each cycle of the window, oldest first, that cycle's inputs for every row of the batch. Rows before the
 * cell's first are replaced by its first; a window never reaches past its row.
 */
export function gatherWindows(
  rows: PreparedRows,
  rowIndices: Int32Array,
  window: number,
): readonly Float64Array[] {
  const width = rows.inputs.length / rows.rowCount;
  return Array.from({ length: window }, (_, step) => {
    const cycles = rowIndices.map((row) => Math.max(rows.cellStart[row] ?? 0, row - (window - 1 - step)));
    return gatherRows(rows.inputs, width, cycles);
  });
}

function gatherRows(values: Float64Array, width: number, rowIndices: Int32Array): Float64Array {
  const gathered = new Float64Array(rowIndices.length * width);
  rowIndices.forEach((row, index) =>
    gathered.set(values.subarray(row * width, (row + 1) * width), index * width),
  );
  return gathered;
}
