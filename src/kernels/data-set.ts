/**
 * The rows of the data set, and how a batch of them gets into panels. One record per row: inputs, targets and mask, each
 * padded with zeros to a multiple of 8 floats; `cellStart` holds the first row of each row's cell as an i32.
 */
import { ROW_BYTES, panelsOf } from './panel';

@unmanaged
export class DataSet {
  records: usize;
  recordBytes: i32;
  inputs: i32;
  outputs: i32;
  cellStart: usize;
  /** The row indices of the batch, written by the host. */
  rowIndices: usize;
}

/** The rows a batch of `count` is computed with: the next multiple of four; those beyond repeat the last one. */
// @ts-ignore: decorator
@inline
export function paddedRows(count: i32): i32 {
  return (count + 3) & ~3;
}

// @ts-ignore: decorator
@inline
export function batchRow(data: DataSet, count: i32, row: i32): i32 {
  return load<i32>(data.rowIndices + (min(row, count - 1) << 2));
}

export function gatherInputs(data: DataSet, count: i32, x: usize, panelBytes: i32): void {
  const panels = panelsOf(data.inputs);
  for (let row = 0; row < paddedRows(count); row++) {
    const record = data.records + batchRow(data, count, row) * data.recordBytes;
    copyRow(record, panels, x + row * ROW_BYTES, panelBytes);
  }
}

/** Targets and mask; the mask of the repeated rows is 0, so that they change nothing. */
export function gatherTargets(data: DataSet, count: i32, y: usize, mask: usize, panelBytes: i32): void {
  const panels = panelsOf(data.outputs);
  const targetBytes = panelsOf(data.inputs) * ROW_BYTES;
  const maskBytes = targetBytes + panels * ROW_BYTES;
  for (let row = 0; row < paddedRows(count); row++) {
    const record = data.records + batchRow(data, count, row) * data.recordBytes;
    copyRow(record + targetBytes, panels, y + row * ROW_BYTES, panelBytes);
    if (row < count) copyRow(record + maskBytes, panels, mask + row * ROW_BYTES, panelBytes);
    else clearRow(panels, mask + row * ROW_BYTES, panelBytes);
  }
}

/** One row from consecutive floats into panels. */
// @ts-ignore: decorator
@inline
export function copyRow(from: usize, panels: i32, to: usize, panelBytes: i32): void {
  for (let panel = 0; panel < panels; panel++) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    from += ROW_BYTES;
    to += panelBytes;
  }
}

function clearRow(panels: i32, to: usize, panelBytes: i32): void {
  for (let panel = 0; panel < panels; panel++) {
    memory.fill(to, 0, ROW_BYTES);
    to += panelBytes;
  }
}
