/**
 * BioLogic's `.mpr` (EC-Lab, BT-Lab): the numbers of its columns, then records of one length. From the published findings of
 * galvani and yadg.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import { firstFew } from '../../../cells/word-lists.ts';
import { findData } from './mpr-modules.ts';
import { type MprRecord, recordOf } from './mpr-columns.ts';

export interface MprTable {
  readonly record: MprRecord;
  /** Where the first record begins in the file. */
  readonly start: number;
  /** Records that are whole in the file, and those that there should be. */
  readonly count: number;
  readonly expected: number;
}

/** By the version of the module: where the records begin, and whether a column's number stands with its high byte first. */
const layouts: Readonly<Record<number, { readonly start: number; readonly isBigEndian: boolean }>> = {
  2: { start: 405, isBigEndian: false },
  3: { start: 406, isBigEndian: false },
  10: { start: 1007, isBigEndian: true },
  11: { start: 1007, isBigEndian: true },
};
/** A module of version 0 has numbers of one byte. */
const oldest = { start: 100, isBigEndian: false };

/** Throws INVALID_FILE_FORMAT where the file is not whole, or a column's size is not known. */
export async function openMpr(path: string): Promise<MprTable> {
  const handle = await open(path, 'r');
  try {
    return await readTable(handle);
  } finally {
    await handle.close();
  }
}

async function readTable(handle: FileHandle): Promise<MprTable> {
  const { size } = await handle.stat();
  const data = await findData(handle, size);
  const layout = data.version === 0 ? oldest : layouts[data.version];
  if (!layout) throw unknownVersion(data.version);
  const head = Buffer.alloc(5 + 2 * 255);
  await handle.read(head, 0, head.length, data.start);
  const [expected, columnCount] = [head.readUInt32LE(0), head[4] ?? 0];
  const record = recordOf(columnNumbers(head, columnCount, data.version === 0, layout.isBigEndian));
  refuseUnknown(record, { expected, byteCount: data.byteCount - layout.start });
  const start = data.start + layout.start;
  const whole = Math.floor((Math.min(size, data.start + data.byteCount) - start) / record.bytes);
  return { record, start, count: Math.max(0, Math.min(whole, expected)), expected };
}

function columnNumbers(head: Buffer, count: number, isNarrow: boolean, isBigEndian: boolean): readonly number[] {
  return Array.from({ length: count }, (_, column) => {
    if (isNarrow) return head[5 + column] ?? 0;
    return isBigEndian ? head.readUInt16BE(5 + 2 * column) : head.readUInt16LE(5 + 2 * column);
  });
} // prettier-ignore

/** The records must be as long as the file says that they are: else a column is another one than it is taken for. */
function refuseUnknown(
  { bytes, unknown }: MprRecord,
  { expected, byteCount }: { readonly expected: number; readonly byteCount: number },
): void {
  if (expected === 0) throw invalidFile('expected samples in the BioLogic file, found none');
  const found = byteCount / expected;
  if (unknown.length === 0 && bytes === found) return;
  const which = unknown.length === 0 ? '' : ` (column ${firstFew(unknown)} is not known)`;
  throw invalidFile(
    `expected records of ${bytes} bytes in the BioLogic file, found ${Number(found.toFixed(2))}${which}; export it from EC-Lab as text (.mpt) and import that`,
  );
}

const unknownVersion = (version: number): Error =>
  invalidFile(
    `expected data of version 0, 2, 3, 10 or 11 in the BioLogic file, found version ${version}; export it from EC-Lab as text (.mpt) and import that`,
  );
