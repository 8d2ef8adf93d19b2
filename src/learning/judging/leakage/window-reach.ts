/** Whether the window of a row holds other rows than earlier ones of its own cell, by what the rows themselves say. */
import { gatherWindows } from '../../methods/batch.ts';
import type { Dataset } from '../../data/dataset.ts';
import { inputWidthOf } from '../../data/prepare-rows.ts';
import { spread } from './cell-rows.ts';

/** Rows whose windows are gathered; where cells start and whether cycles rise is looked at in every row. */
const mostRows = 2000;

/** How many rows have a later row, or one of another cell, in their window. `cellStart` [N]: as the engine is given it. */
export function rowsReachingFuture(dataset: Dataset, cellStart: Int32Array, window: number): number {
  const everyRow = Int32Array.from({ length: dataset.rowCount }, (_, row) => row);
  const ownStart = new Int32Array(dataset.rowCount);
  for (const { start, rowCount } of dataset.cells) ownStart.fill(start, start, start + rowCount);
  const cycleOf = (row: number): number =>
    dataset.inputs[(row + 1) * inputWidthOf(dataset) - 1] ?? Number.NaN;
  const misplaced = everyRow.filter(
    (row) =>
      cellStart[row] !== ownStart[row] || (row > (ownStart[row] ?? 0) && cycleOf(row) <= cycleOf(row - 1)),
  );
  if (misplaced.length > 0) return misplaced.length;
  const rows = spread(everyRow, mostRows);
  const windows = gatherRowNumbers(everyRow, cellStart, rows, window);
  return rows.filter((row, index) =>
    windows.some((step) => (step[index] ?? Infinity) > row || (step[index] ?? -1) < (ownStart[row] ?? 0)),
  ).length;
}

/** [W][rows.length] which row stands at each step of each window: the windows of a table whose only input is its row. */
function gatherRowNumbers(
  everyRow: Int32Array,
  cellStart: Int32Array,
  rows: Int32Array,
  window: number,
): readonly Float64Array[] {
  const table = {
    rowCount: everyRow.length,
    inputs: Float64Array.from(everyRow),
    targets: new Float64Array(),
    mask: new Float64Array(),
    cellStart,
  };
  return gatherWindows(table, rows, window);
}
