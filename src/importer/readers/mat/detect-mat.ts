/** Tells the formats of MATLAB files apart by their first bytes. */
import type { FileHandle } from 'node:fs/promises';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';

export type MatForm =
  { readonly format: 'mat-v5'; readonly littleEndian: boolean } | { readonly format: 'mat-v7.3' };

/** Of v5: 116 characters of text, 8 bytes, the version, and the letters that tell the byte order. */
export const v5HeaderBytes = 128;
const hdf5Signature = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1');
const hdf5Offsets = [0, 512];
/** Any text is longer than this without a zero. */
const binaryBytes = 520;
/** A v4 variable begins with five 32-bit numbers; the first is 0 to 52 or, big-endian, 1000 to 1052. */
const v4TypeLimit = 4053;
const saveAgain = "save it in MATLAB with save(name, '-v7') and import that file";

/** By the first bytes; the name counts only where they say nothing. */
export function looksLikeMat(head: Uint8Array, filename: string): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const isNamed = /^MATLAB [57]\.\d MAT-file/.test(bytes.toString('latin1', 0, 20));
  const isBinary = bytes.subarray(0, binaryBytes).includes(0) || bytes.length === 0;
  return holdsHdf5(bytes) || isNamed || (isBinary && filename.toLowerCase().endsWith('.mat'));
}

const holdsHdf5 = (bytes: Buffer): boolean =>
  hdf5Offsets.some((offset) => bytes.subarray(offset, offset + hdf5Signature.length).equals(hdf5Signature));

/** Throws INVALID_FILE_FORMAT where it is none of those that can be read. */
export async function detectMat(handle: FileHandle): Promise<MatForm> {
  const start = new Uint8Array(Math.max(...hdf5Offsets) + hdf5Signature.length);
  const { bytesRead } = await handle.read(start, 0, start.length, 0);
  const bytes = Buffer.from(start.buffer, 0, bytesRead);
  if (holdsHdf5(bytes)) return { format: 'mat-v7.3' };
  const byteOrder = bytes.toString('latin1', v5HeaderBytes - 2, v5HeaderBytes);
  if (byteOrder === 'IM' || byteOrder === 'MI') return v5Form(bytes, byteOrder === 'IM');
  throw invalidFile(wordsOfUnknown(bytes));
}

function v5Form(bytes: Buffer, littleEndian: boolean): MatForm {
  const offset = v5HeaderBytes - 4;
  const version = littleEndian ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset);
  if (version === 0x0100) return { format: 'mat-v5', littleEndian };
  if (version === 0x0200)
    throw invalidFile('expected HDF5 after the header of a MATLAB 7.3 file, found none');
  throw invalidFile(`expected a MATLAB file of version 5, 7 or 7.3, found version ${version >> 8}`);
}

function wordsOfUnknown(bytes: Buffer): string {
  if (bytes.length === 0) return 'expected a MATLAB file, found an empty file';
  if (looksLikeV4(bytes))
    return `expected a MATLAB file of version 5, 7 or 7.3, found version 4; ${saveAgain}`;
  return 'expected a MATLAB file of version 5, 7 or 7.3, found something else (is the name right, is it whole?)';
}

function looksLikeV4(bytes: Buffer): boolean {
  if (bytes.length < 20) return false;
  const [little, big] = [bytes.readUInt32LE(0), bytes.readUInt32BE(0)];
  return little < v4TypeLimit || big < v4TypeLimit;
}
