/**
 * The windows of a batch: step w of the window of row r is row r − (W − 1) + w of the same cell, or the cell's first row
 * where that lies before it. The forward direction reads them oldest first, the backward direction newest first.
 */
import { DataSet, batchRow, copyRow, paddedRows } from './data-set';
import { ROW_BYTES, panelsOf } from './panel';

/** Into `x`, the rows of step 0 first. */
export function gatherWindows(
  data: DataSet,
  count: i32,
  steps: i32,
  newestFirst: bool,
  x: usize,
  panelBytes: i32,
): void {
  const panels = panelsOf(data.inputs);
  const rows = paddedRows(count);
  for (let row = 0; row < rows; row++) {
    const last = batchRow(data, count, row);
    const cellStart = load<i32>(data.cellStart + (last << 2));
    for (let step = 0; step < steps; step++) {
      const wanted = newestFirst ? last - step : last - (steps - 1) + step;
      const record = data.records + max(wanted, cellStart) * data.recordBytes;
      copyRow(record, panels, x + (step * rows + row) * ROW_BYTES, panelBytes);
    }
  }
}
