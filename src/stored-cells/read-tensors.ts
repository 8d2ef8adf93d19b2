/** Reads single rows of single tensors of a safetensors file, without the rest of it. */
import { type FileHandle, open } from 'node:fs/promises';
import {
  parseHeader,
  readHeaderLength,
  type SafetensorsHeader,
} from '../learning/files/safetensors-header.ts';

/** Rows `from` (included) to `to` (not included). */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

export interface OpenTensors {
  readonly file: FileHandle;
  readonly header: SafetensorsHeader;
}

/** Fails with code ENOENT where there is no such file. */
export async function withTensors<Result>(
  path: string,
  read: (tensors: OpenTensors) => Promise<Result>,
): Promise<Result> {
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

/** Rows of a tensor whose first dimension counts rows; all of them where no range is given. */
export async function readTensorRows(
  { file, header }: OpenTensors,
  name: string,
  range?: RowRange,
): Promise<Float64Array | Float32Array> {
  const entry = header.entries.find((candidate) => candidate.name === name);
  if (!entry) throw new Error(`the cell's file has no tensor "${name}"`);
  const [rowCount = 0, width = 1] = entry.shape;
  const from = Math.min(range?.from ?? 0, rowCount);
  const to = Math.min(range?.to ?? rowCount, rowCount);
  const bytesPerRow = (entry.dtype === 'F64' ? 8 : 4) * width;
  const position = header.bodyStart + entry.dataOffsets[0] + from * bytesPerRow;
  const { buffer } = await readBytes(file, position, (to - from) * bytesPerRow);
  // The format is little-endian, as every processor is that Node.js is built for here.
  return entry.dtype === 'F64' ? new Float64Array(buffer) : new Float32Array(buffer);
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
