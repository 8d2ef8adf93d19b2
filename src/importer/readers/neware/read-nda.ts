/**
 * Neware's `.nda`: a header, then records of one length. Version 29 counts in 86 bytes; version 130 of BTS 9.0 in 88, that
 * of BTS 9.1 in a length that the distance of the first two records tells, with a clock of the test. From the published findings of NewareNDA.
 */
import { open } from 'node:fs/promises';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import { recordsOfFile } from '../blocks-of-file.ts';
import { nda29Record } from './nda-29-record.ts';
import { nda90Record, nda91Record } from './nda-130-records.ts';
import { createRecordStore, type NewareRecord, type NewareRecords } from './record-store.ts';

interface NdaForm {
  /** Where the first record begins. */
  readonly start: number;
  readonly recordBytes: number;
  readonly hasClockOfTest: boolean;
  /** Undefined for a stretch that is no record of a sample; `end`: none comes behind it. */
  readonly recordAt: (bytes: Buffer, at: number) => NewareRecord | 'end' | undefined;
}

/** The header of version 29 has no fixed length. */
const searchedBytes = 4_194_304;
const versionAt = 14;
const start130 = 1024;

/** Throws INVALID_FILE_FORMAT for another version, and where no record is found. */
export async function readNda(path: string): Promise<NewareRecords> {
  const { start, recordBytes, recordAt, hasClockOfTest } = formOf(await headOf(path));
  const store = createRecordStore(hasClockOfTest);
  for await (const bytes of recordsOfFile(path, start, recordBytes)) {
    for (let at = 0; at < bytes.length; at += recordBytes) {
      const record = recordAt(bytes, at);
      if (record === 'end') return store.finish();
      if (record) store.add(record);
    }
  }
  return store.finish();
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(searchedBytes);
    const { bytesRead } = await handle.read(buffer, 0, searchedBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function formOf(head: Buffer): NdaForm {
  const version = head[versionAt];
  if (version === 29) return form29(head);
  if (version === 130) return head[start130] === 0x55 ? form91(head) : form90(head);
  throw invalidFile(
    `expected a Neware file (.nda) of version 29 or 130, found version ${version ?? 'none'}; export it from BTSDA as CSV or Excel and import that`,
  );
} // prettier-ignore

const form29 = (head: Buffer): NdaForm => ({
  start: start29(head),
  recordBytes: nda29Record.bytes,
  recordAt: nda29Record.at,
  hasClockOfTest: false,
});

const firstRecord = Buffer.from([0, 0, 0, 0, 0x55, 0]);

/** The first record that another one follows, or that the file ends with. */
function start29(head: Buffer): number {
  for (let at = head.indexOf(firstRecord); at >= 0; at = head.indexOf(firstRecord, at + 4)) {
    const next = at + 4 + nda29Record.bytes;
    const hasStatus = (head[at + 4 + 12] ?? 0) !== 0;
    if (next > head.length) break;
    if (hasStatus && (next === head.length || head[next] === 0x55)) return at + 4;
  }
  throw noRecords();
}

const noRecords = (): Error =>
  invalidFile('expected records of a test in the Neware file, found none; is it whole?');

function form90(head: Buffer): NdaForm {
  const identifier = Buffer.from(head.subarray(start130, start130 + 6));
  if (identifier.length < 6) throw noRecords();
  return { start: start130, recordBytes: 88, recordAt: nda90Record(identifier), hasClockOfTest: true };
}

const [shortestRecord, longestRecord] = [52, 1024];

function form91(head: Buffer): NdaForm {
  const recordBytes = head.indexOf(head.subarray(start130, start130 + 2), start130 + 2) - start130;
  if (recordBytes < shortestRecord || recordBytes > longestRecord) throw noRecords();
  return { start: start130, recordBytes, recordAt: nda91Record, hasClockOfTest: true };
} // prettier-ignore
