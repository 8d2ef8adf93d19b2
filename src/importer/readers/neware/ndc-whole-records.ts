/** `.ndc` of versions 2 and 5: every record holds all of a sample. */
import { countedRecord } from './nda-29-record.ts';
import { type NdcFile, takeRecords } from './ndc-pages.ts';
import { createRecordStore, type NewareRecords, type RecordStore } from './record-store.ts';

const recordLayout = {
  index: 8,
  step: 16,
  stepBytes: 1,
  status: 17,
  time: 23,
  discharged: 51,
  range: 82,
} as const;
const recordBytes5 = 87;
const page5 = { from: 125, to: 4040, bytes: recordBytes5 } as const;
const isSample = 0x55;

export async function readWholeRecords(file: NdcFile): Promise<NewareRecords> {
  const store = createRecordStore();
  if (file.version === 2) await readMarked(file, store);
  else {
    await takeRecords(file.pages(), page5, (bytes, at) => {
      if (bytes[at + 7] === isSample) store.add(countedRecord(bytes, at, recordLayout));
    });
  }
  return store.finish();
}

const firstAt = 517;
const markBytes = 8;
const recordBytes2 = 94;

/** In version 2 each record begins with the same eight bytes, at any distance from the one before. */
async function readMarked(file: NdcFile, store: RecordStore): Promise<void> {
  let [rest, mark]: [Buffer, Buffer | undefined] = [Buffer.alloc(0), undefined];
  for await (const piece of file.pages()) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    if (!mark && bytes.length >= firstAt + markBytes)
      mark = Buffer.from(bytes.subarray(firstAt, firstAt + markBytes));
    rest = mark ? bytes.subarray(takeMarked(bytes, mark, store)) : bytes;
  }
}

/** Answers where the bytes begin that are not read yet. */
function takeMarked(bytes: Buffer, mark: Buffer, store: RecordStore): number {
  let at = bytes.indexOf(mark);
  while (at >= 0 && at + recordBytes2 <= bytes.length) {
    if (bytes[at] === isSample) store.add(countedRecord(bytes, at, recordLayout));
    at = bytes.indexOf(mark, at + recordBytes2);
  }
  return at >= 0 ? at : Math.max(0, bytes.length - markBytes + 1);
} // prettier-ignore
