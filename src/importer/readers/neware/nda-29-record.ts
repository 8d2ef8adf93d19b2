/** One sample of `.nda` version 29, and of the `.ndc` versions that hold the same fields elsewhere. */
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import { milliampereOf } from './neware-words.ts';
import type { NewareRecord } from './record-store.ts';

/** Where the fields of a counted record stand, from its first byte. */
interface CountedLayout {
  readonly index: number;
  readonly step: number;
  readonly stepBytes: 1 | 4;
  readonly status: number;
  /** ms, then 0.1 mV, then the current's counts; 8, 4 and 4 bytes. */
  readonly time: number;
  /** Counts times a second. */
  readonly discharged: number;
  readonly range: number;
}

/** A current and its integral are counts of what the range says. Throws INVALID_FILE_FORMAT for a range that is not known. */
export function countedRecord(bytes: Buffer, at: number, layout: CountedLayout): NewareRecord {
  const range = bytes.readInt32LE(at + layout.range);
  const milliampere = milliampereOf(range);
  if (milliampere === undefined) throw unknownRange(range, bytes.readUInt32LE(at + layout.index));
  return {
    index: bytes.readUInt32LE(at + layout.index),
    step: bytes.readUIntLE(at + layout.step, layout.stepBytes),
    status: bytes[at + layout.status] ?? 0,
    stepTimeS: wide(bytes, at + layout.time) / 1000,
    voltageV: bytes.readInt32LE(at + layout.time + 8) / 10_000,
    currentMilliA: bytes.readInt32LE(at + layout.time + 12) * milliampere,
    dischargedMilliAh: (wide(bytes, at + layout.discharged) * milliampere) / 3600,
  };
}

/** 64 bits with a sign, to 53; made without a BigInt, since there are millions. */
const wide = (bytes: Buffer, at: number): number =>
  bytes.readInt32LE(at + 4) * 4_294_967_296 + bytes.readUInt32LE(at);

const unknownRange = (range: number, index: number): Error =>
  invalidFile(
    `expected a current range of a Neware instrument, found ${range}, whose unit is not known; record ${index}`,
  );

/** Four bytes, the status among them, tell one step from the next. */
const layout: CountedLayout = {
  index: 2,
  step: 10,
  stepBytes: 4,
  status: 12,
  time: 14,
  discharged: 46,
  range: 78,
};
const recordBytes = 86;

function recordAt(bytes: Buffer, at: number): NewareRecord | undefined {
  const isSample = bytes[at] === 0x55 && bytes[at + 1] === 0 && bytes.readUInt32LE(at + 82) === 0;
  // An index or a status of nothing is a place that was never written.
  if (!isSample || bytes.readUInt32LE(at + layout.index) === 0 || bytes[at + layout.status] === 0) return undefined;
  return countedRecord(bytes, at, layout);
} // prettier-ignore

export const nda29Record = { bytes: recordBytes, at: recordAt } as const;
