/**
 * One file of an archive, in pieces as it is unpacked: never more than the directory says, never more than the limit,
 * and with the checksum that it was packed with.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { AppError } from '../../../shared/domain/app-error.ts';
import { brokenZip } from './broken-zip.ts';
import type { ZipEntry, ZipFile } from './open-zip.ts';

const chunkBytes = 262_144;
const headerBytes = 30;
const headerSignature = 0x0403_4b50;
/** Twice what four million samples of a workbook take. */
const largestEntry = 2 ** 31;

/** Throws INVALID_FILE_FORMAT, with the name of the file within, where it is damaged or too large. */
export async function* unpackEntry(
  { path }: ZipFile,
  entry: ZipEntry,
  maxBytes = largestEntry,
): AsyncGenerator<Buffer, void> {
  refuse(entry, maxBytes);
  const start = await startOfContent(path, entry);
  const source = openContent(path, start, entry);
  let [byteCount, checksum] = [0, 0];
  try {
    for await (const chunk of source) {
      const bytes = chunk as Buffer;
      byteCount += bytes.length;
      if (byteCount > entry.unpackedBytes) throw damaged(entry);
      checksum = crc32(bytes, checksum);
      yield bytes;
    }
  } catch (error) {
    throw error instanceof AppError ? error : damaged(entry, error);
  } finally {
    source.destroy();
  }
  if (byteCount !== entry.unpackedBytes || checksum !== entry.checksum) throw damaged(entry);
}

/** A file of the archive as a whole; `maxBytes` is what it may take in memory. */
export async function unpackWhole(zip: ZipFile, entry: ZipEntry, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const bytes of unpackEntry(zip, entry, maxBytes)) chunks.push(bytes);
  return Buffer.concat(chunks);
}

const damaged = ({ name }: ZipEntry, cause?: unknown): AppError =>
  brokenZip('the archive is damaged; is the file whole?', name, cause);

function refuse({ name, method, isEncrypted, unpackedBytes }: ZipEntry, maxBytes: number): void {
  if (isEncrypted) throw brokenZip('the archive has a password; save it without', name);
  if (method !== 0 && method !== 8) throw brokenZip(`the archive is packed in a way that is not read (${method})`, name);
  if (unpackedBytes > maxBytes) {
    const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6);
    throw brokenZip(`expected at most ${megabytes(maxBytes)} MB, found ${megabytes(unpackedBytes)} MB packed into a smaller file; split the file`, name);
  }
} // prettier-ignore

async function startOfContent(path: string, entry: ZipEntry): Promise<number> {
  const handle = await open(path, 'r');
  try {
    const header = Buffer.alloc(headerBytes);
    await handle.read(header, 0, headerBytes, entry.headerOffset);
    if (header.readUInt32LE(0) !== headerSignature) throw damaged(entry);
    return entry.headerOffset + headerBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  } catch (error) {
    throw error instanceof AppError ? error : damaged(entry, error);
  } finally {
    await handle.close();
  }
}

function openContent(path: string, start: number, { method, packedBytes }: ZipEntry): Readable {
  if (packedBytes === 0) return Readable.from([]);
  const source = createReadStream(path, { start, end: start + packedBytes - 1, highWaterMark: chunkBytes });
  if (method === 0) return source;
  const inflate = createInflateRaw({ chunkSize: chunkBytes });
  // What goes wrong in either is thrown where the unpacked bytes are read.
  pipeline(source, inflate, () => undefined);
  return inflate;
}
