/**
 * What a ZIP archive holds, by the directory at its end (APPNOTE 6.3). Sizes are those of the directory: what stands in
 * front of a file may be unknown to its writer. Nothing is unpacked here.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { brokenZip } from './broken-zip.ts';
import { findDirectory } from './find-directory.ts';

export interface ZipEntry {
  readonly name: string;
  /** 0 as it is, 8 deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Where its own header stands in the file. */
  readonly headerOffset: number;
}

export interface ZipFile {
  readonly path: string;
  readonly entries: readonly ZipEntry[];
}

const maxEntries = 10_000;
const maxDirectoryBytes = 8_388_608;
const entrySignature = 0x0201_4b50;
const entryBytes = 46;

/** Throws INVALID_FILE_FORMAT where the file is no whole archive. */
export async function openZip(path: string): Promise<ZipFile> {
  const handle = await open(path, 'r');
  try {
    return { path, entries: await readEntries(handle) };
  } finally {
    await handle.close();
  }
}

async function readEntries(handle: FileHandle): Promise<readonly ZipEntry[]> {
  const { size } = await handle.stat();
  const { count, offset, byteCount } = await findDirectory(handle, size);
  if (count > maxEntries) throw brokenZip(`expected at most ${maxEntries} files in the archive, found ${count}`, '');
  if (byteCount > maxDirectoryBytes || offset + byteCount > size) throw damagedDirectory();
  const directory = Buffer.alloc(byteCount);
  await handle.read(directory, 0, byteCount, offset);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    const found = entryAt(directory, at);
    entries.push(found.entry);
    at = found.next;
  }
  return entries;
} // prettier-ignore

const damagedDirectory = (): Error =>
  brokenZip('the directory at the end of the archive is damaged; is the file whole?', '');

function entryAt(bytes: Buffer, at: number): { readonly entry: ZipEntry; readonly next: number } {
  if (at + entryBytes > bytes.length || bytes.readUInt32LE(at) !== entrySignature) throw damagedDirectory();
  const [nameLength, extraLength] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30)];
  const extraAt = at + entryBytes + nameLength;
  const next = extraAt + extraLength + bytes.readUInt16LE(at + 32);
  if (next > bytes.length) throw damagedDirectory();
  const narrow = [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
  const [unpackedBytes = 0, packedBytes = 0, headerOffset = 0] = widened(
    narrow,
    bytes.subarray(extraAt, extraAt + extraLength),
  );
  const entry = {
    name: bytes.toString('utf8', at + entryBytes, extraAt),
    method: bytes.readUInt16LE(at + 10),
    isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    checksum: bytes.readUInt32LE(at + 16),
    ...{ packedBytes, unpackedBytes, headerOffset },
  };
  return { entry, next };
}

const asInExtra = 0xffff_ffff;
const wideExtra = 1;

/** Numbers of 32 bits that say that they do not fit stand in 64 bits in the extra field, in the same order. */
function widened(narrow: readonly number[], extra: Buffer): readonly number[] {
  if (!narrow.includes(asInExtra)) return narrow;
  let at = wideFieldIn(extra);
  return narrow.map((value) => {
    if (value !== asInExtra) return value;
    if (at < 0 || at + 8 > extra.length) throw damagedDirectory();
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  });
}

/** Where its values begin; negative where there is none. */
function wideFieldIn(extra: Buffer): number {
  let at = 0;
  while (at + 4 <= extra.length) {
    if (extra.readUInt16LE(at) === wideExtra) return at + 4;
    at += 4 + extra.readUInt16LE(at + 2);
  }
  return -1;
}
