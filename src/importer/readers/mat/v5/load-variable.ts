/** Brings the bytes of one variable of a v5 file into memory, unpacked where they are compressed. */
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflate } from 'node:zlib';
import { brokenMat } from '../broken-mat.ts';
import type { MatLimits } from '../mat-limits.ts';
import { elementType } from './v5-source.ts';

export interface VariableBytes {
  readonly type: 'plain' | 'compressed';
  /** Of its tag, in the file. */
  readonly start: number;
  /** Behind the tag; known to be there. */
  readonly size: number;
}

export interface BytesOfFile {
  readonly handle: FileHandle;
  readonly littleEndian: boolean;
  readonly limits: MatLimits;
}

const tagBytes = 8;
const pieceBytes = 2 ** 20;
/** Most often only a look at the header follows. */
const firstPieceBytes = 8192;
/** Deflate cannot do better, so a variable that says it is larger is lying. */
const bestCompression = 1032;

/** From the tag of the matrix to its end. Throws INVALID_FILE_FORMAT before it takes more memory than allowed. */
export async function loadVariable(
  file: BytesOfFile,
  bytes: VariableBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const where = `byte ${bytes.start} of the file`;
  if (bytes.type === 'plain') return readBytes(file, bytes, tagBytes + bytes.size);
  const tag = await inflateBytes(file, bytes, tagBytes);
  const view = new DataView(tag.buffer);
  const [type, size] = [view.getUint32(0, file.littleEndian), view.getUint32(4, file.littleEndian)];
  if (type !== elementType.matrix)
    throw brokenMat(where, `expected a compressed array, found data of type ${type}`);
  const most = Math.min(file.limits.maxVariableBytes, bytes.size * bestCompression);
  if (size > most) {
    throw brokenMat(
      where,
      `the compressed variable says it unpacks to ${size} bytes, at most ${most} are possible`,
    );
  }
  return inflateBytes(file, bytes, tagBytes + size);
}

/** The first bytes of it, at most `count`. */
export async function peekVariable(file: BytesOfFile, bytes: VariableBytes, count: number) {
  if (bytes.type === 'plain') return readBytes(file, bytes, Math.min(count, tagBytes + bytes.size));
  return inflateBytes(file, bytes, count, true);
}

async function readBytes({ handle }: BytesOfFile, { start }: VariableBytes, count: number) {
  const bytes = new Uint8Array(count);
  let filled = 0;
  while (filled < count) {
    const { bytesRead } = await handle.read(bytes, filled, Math.min(count - filled, 2 ** 30), start + filled);
    if (bytesRead === 0) throw brokenMat(`byte ${start} of the file`, 'the file ended while it was read');
    filled += bytesRead;
  }
  return bytes;
}

/** Stops unpacking after `count` bytes; fewer are an error unless they may be. */
async function inflateBytes(
  { handle }: BytesOfFile,
  { start, size }: VariableBytes,
  count: number,
  mayBeFewer = false,
): Promise<Uint8Array<ArrayBuffer>> {
  const where = `byte ${start} of the file`;
  const bytes = new Uint8Array(count);
  let filled = 0;
  const inflate = createInflate({ chunkSize: Math.min(pieceBytes, Math.max(1024, count)) });
  const packed = Readable.from(packedPieces(handle, start + tagBytes, size));
  packed.on('error', (error) => inflate.destroy(error)).pipe(inflate);
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      const fitting = piece.subarray(0, count - filled);
      bytes.set(fitting, filled);
      filled += fitting.length;
      if (filled === count) break;
    }
  } catch (error) {
    throw brokenMat(where, 'expected compressed data, found something that cannot be unpacked', error);
  } finally {
    packed.destroy();
  }
  if (filled < count && !mayBeFewer) {
    throw brokenMat(where, `expected ${count} bytes in the compressed variable, found ${filled}`);
  }
  return filled < count ? bytes.slice(0, filled) : bytes;
}

async function* packedPieces(handle: FileHandle, start: number, size: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < size;) {
    const piece = Buffer.allocUnsafe(Math.min(done === 0 ? firstPieceBytes : pieceBytes, size - done));
    const { bytesRead } = await handle.read(piece, 0, piece.length, start + done);
    if (bytesRead === 0) return;
    yield piece.subarray(0, bytesRead);
    done += bytesRead;
  }
}
