/** Reads single rows of a cell's file: a page of cycles costs a page of bytes, however long the cell lived. */
import { type FileHandle, open } from 'node:fs/promises';
import { parseHeader, readHeaderLength, type SafetensorsHeader } from '../../learning/safetensors-header.ts';

/** Rows `from` (included) to `to` (not included). */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

export interface CellRows {
  /** [rows] */
  readonly cycleIndex: Float64Array;
  /** [rows] Ah */
  readonly capacityAh: Float64Array;
  /** [rows, features] row-major; NaN = missing */
  readonly features: Float64Array;
}

interface OpenCell {
  readonly file: FileHandle;
  readonly header: SafetensorsHeader;
}

/** Cycle index and capacity of all rows. */
export async function readCapacity(path: string): Promise<Omit<CellRows, 'features'>> {
  return withCell(path, async (cell) => ({
    cycleIndex: await readTensor(cell, 'cycle_index'),
    capacityAh: await readTensor(cell, 'capacity_ah'),
  }));
}

/** Every column of the given rows. */
export async function readRows(path: string, range: RowRange): Promise<CellRows> {
  return withCell(path, async (cell) => ({
    cycleIndex: await readTensor(cell, 'cycle_index', range),
    capacityAh: await readTensor(cell, 'capacity_ah', range),
    features: await readTensor(cell, 'features', range),
  }));
}

async function withCell<Result>(path: string, read: (cell: OpenCell) => Promise<Result>): Promise<Result> {
  const file = await open(path, 'r');
  try {
    return await read({ file, header: await readHeader(file) });
  } finally {
    await file.close();
  }
}

async function readHeader(file: FileHandle): Promise<SafetensorsHeader> {
  const { size } = await file.stat();
  const start = await readBytes(file, 0, Math.min(8, size));
  return parseHeader(await readBytes(file, 0, 8 + readHeaderLength(start, size)), size);
}

/** Rows of a float64 tensor whose first dimension counts rows; all of them where no range is given. */
async function readTensor({ file, header }: OpenCell, name: string, range?: RowRange): Promise<Float64Array> {
  const entry = header.entries.find((candidate) => candidate.name === name);
  if (entry?.dtype !== 'F64') throw new Error(`the cell's file has no float64 tensor "${name}"`);
  const [rowCount = 0, width = 1] = entry.shape;
  const from = Math.min(range?.from ?? 0, rowCount);
  const to = Math.min(range?.to ?? rowCount, rowCount);
  const bytesPerRow = 8 * width;
  const position = header.bodyStart + entry.dataOffsets[0] + from * bytesPerRow;
  const bytes = await readBytes(file, position, (to - from) * bytesPerRow);
  // The format is little-endian, as every processor is that Node.js is built for here.
  return new Float64Array(bytes.buffer);
}

async function readBytes(
  file: FileHandle,
  position: number,
  byteCount: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(byteCount);
  let done = 0;
  while (done < byteCount) {
    const { bytesRead } = await file.read(bytes, done, byteCount - done, position + done);
    if (bytesRead === 0) throw new Error(`the cell's file ends at byte ${position + done}`);
    done += bytesRead;
  }
  return bytes;
}
