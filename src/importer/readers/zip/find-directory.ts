/** Where the directory of a ZIP archive stands: told by a record at the end of the file, behind which a comment may be. */
import type { FileHandle } from 'node:fs/promises';
import { brokenZip } from './broken-zip.ts';

export interface ZipDirectory {
  readonly count: number;
  readonly offset: number;
  readonly byteCount: number;
}

const recordBytes = 22;
const longestComment = 65_535;
const recordSignature = Buffer.from('PK\x05\x06', 'latin1');
const locatorBytes = 20;
const locatorSignature = 0x0706_4b50;
const wideRecordBytes = 56;
const wideRecordSignature = 0x0606_4b50;

/** Throws INVALID_FILE_FORMAT where there is none. */
export async function findDirectory(handle: FileHandle, size: number): Promise<ZipDirectory> {
  const tail = Buffer.alloc(Math.min(size, locatorBytes + recordBytes + longestComment));
  await handle.read(tail, 0, tail.length, size - tail.length);
  const at = recordIn(tail);
  if (at < 0) throw brokenZip('the archive has no directory at its end; is the file whole?', '');
  const narrow = {
    count: tail.readUInt16LE(at + 10),
    byteCount: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  };
  const isWide = narrow.count === 0xffff || narrow.byteCount === 0xffff_ffff || narrow.offset === 0xffff_ffff;
  return isWide ? wideDirectory(handle, tail, at) : narrow;
}

/** The last signature whose comment ends with the file, or at least begins in it. */
function recordIn(tail: Buffer): number {
  const last = tail.lastIndexOf(recordSignature);
  let at = last;
  while (at >= 0 && !endsAt(tail, at)) at = at === 0 ? -1 : tail.lastIndexOf(recordSignature, at - 1);
  return at >= 0 || last + recordBytes > tail.length ? at : last;
}

const endsAt = (tail: Buffer, at: number): boolean =>
  at + recordBytes <= tail.length && at + recordBytes + tail.readUInt16LE(at + 20) === tail.length;

/** Archives with sizes of 64 bits have a second record, whose place stands in front of the first. */
async function wideDirectory(handle: FileHandle, tail: Buffer, at: number): Promise<ZipDirectory> {
  const locatorAt = at - locatorBytes;
  if (locatorAt < 0 || tail.readUInt32LE(locatorAt) !== locatorSignature) throw damaged();
  const record = Buffer.alloc(wideRecordBytes);
  const position = Number(tail.readBigUInt64LE(locatorAt + 8));
  if (!Number.isSafeInteger(position)) throw damaged();
  await handle.read(record, 0, wideRecordBytes, position);
  if (record.readUInt32LE(0) !== wideRecordSignature) throw damaged();
  return {
    count: Number(record.readBigUInt64LE(32)),
    byteCount: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
  };
}

const damaged = (): Error =>
  brokenZip('the directory at the end of the archive is damaged; is the file whole?', '');
