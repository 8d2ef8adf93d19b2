/** The rows of all runs in two buffers of quads; runs that name the same rows share them. */
import type { NetworkPlan, PreparedRows } from '../engine.ts';
import { type GpuBuffer, type GpuDevice } from './gpu-device.ts';
import { storageBuffer } from './gpu-memory.ts';
import { quadsOf } from './parameter-layout.ts';

/** Where a run finds its rows. */
export interface RunRows {
  readonly rows: PreparedRows;
  /** Index of its row 0 among the rows of all. */
  readonly first: number;
  /** Known labels of each row. */
  readonly known: Uint8Array;
}

export interface RowData {
  /** [rows of all, input quads] */
  readonly inputs: GpuBuffer;
  /** [rows of all, 2]: the targets and their mask. */
  readonly labels: GpuBuffer;
  readonly byRun: readonly RunRows[];
}

/** Targets take the lanes before it. */
const cellStartLane = 3;

export const inputBytes = (plan: NetworkPlan, rowCount: number): number =>
  16 * quadsOf(plan.inputWidth) * rowCount;
export const labelBytes = (rowCount: number): number => 32 * rowCount;

export function countRows(rowsByRun: readonly PreparedRows[]): number {
  return [...new Set(rowsByRun)].reduce((sum, { rowCount }) => sum + rowCount, 0);
}

export async function uploadRows(
  device: GpuDevice,
  plan: NetworkPlan,
  rowsByRun: readonly PreparedRows[],
  pause: () => Promise<void>,
): Promise<RowData> {
  const rowCount = countRows(rowsByRun);
  const inputs = storageBuffer(device, inputBytes(plan, rowCount));
  const labels = storageBuffer(device, labelBytes(rowCount));
  const placed = new Map<PreparedRows, RunRows>();
  let first = 0;
  for (const rows of new Set(rowsByRun)) {
    device.queue.writeBuffer(inputs, inputBytes(plan, first), padded(rows.inputs, plan.inputWidth));
    device.queue.writeBuffer(labels, labelBytes(first), labelQuads(rows, plan.outputWidth, first));
    placed.set(rows, { rows, first, known: countKnown(rows, plan.outputWidth) });
    first += rows.rowCount;
    await pause();
  }
  return { inputs, labels, byRun: rowsByRun.flatMap((rows) => placed.get(rows) ?? []) };
}

function padded(values: Float64Array, width: number): Float32Array<ArrayBuffer> {
  const paddedWidth = 4 * quadsOf(width);
  const floats = new Float32Array((values.length / width) * paddedWidth);
  for (let row = 0; row * width < values.length; row++) {
    floats.set(values.subarray(row * width, (row + 1) * width), row * paddedWidth);
  }
  return floats;
}

/**
 * A target whose label is not known may hold anything, NaN included: 0 goes to the device. The last place of a row's targets
 * holds the first row of its cell among the rows of all, exact up to 2^24; its mask is 0.
 */
function labelQuads(
  { rowCount, targets, mask, cellStart }: PreparedRows,
  width: number,
  first: number,
): Float32Array<ArrayBuffer> {
  const floats = new Float32Array(8 * rowCount);
  mask.forEach((known, at) => {
    const index = 8 * Math.floor(at / width) + (at % width);
    floats[index] = known === 0 ? 0 : (targets[at] ?? 0);
    floats[index + 4] = known;
  });
  cellStart.forEach((start, row) => {
    floats[8 * row + cellStartLane] = first + start;
  });
  return floats;
}

function countKnown({ rowCount, mask }: PreparedRows, width: number): Uint8Array {
  const known = new Uint8Array(rowCount);
  mask.forEach((isKnown, at) => {
    const row = Math.floor(at / width);
    known[row] = (known[row] ?? 0) + isKnown;
  });
  return known;
}
