/**
 * Looks through the write-ahead log of a database that was not closed. SQLite reads it up to the first frame whose
 * checksum is wrong and passes over the rest without a word: where whole frames of the same log follow, or its head is
 * broken, that is damage, and what they hold would be lost silently. A last frame that is half written is not.
 * Format: sqlite.org/fileformat2.html, section 4.
 */
import { closeSync, openSync, readSync } from 'node:fs';

/** `cut`: ends with what was never finished. */
export type LogState = 'none' | 'whole' | 'cut' | 'damaged';

const headBytes = 32;
const frameHeadBytes = 24;
const magicBigEndian = 0x377f0683;
const magicLittleEndian = 0x377f0682;
const largestPageBytes = 65_536;

/** A file that is not there is none. Reads all of it, a frame at a time. */
export function checkLog(path: string): LogState {
  const file = openIfThere(path);
  if (file === undefined) return 'none';
  try {
    return checkFrames(file);
  } finally {
    closeSync(file);
  }
}

interface Sums {
  readonly one: number;
  readonly two: number;
}

interface LogFormat {
  readonly pageBytes: number;
  readonly isBigEndian: boolean;
  readonly salts: Buffer;
  /** Of the head. */
  readonly sums: Sums;
}

function checkFrames(file: number): LogState {
  const head = read(file, 0, headBytes);
  if (head.length === 0) return 'none';
  const format = formatOf(head);
  if (!format) return 'damaged';
  const frameBytes = frameHeadBytes + format.pageBytes;
  let { sums } = format;
  for (let at = headBytes; ; at += frameBytes) {
    const frame = read(file, at, frameBytes);
    // What follows is of an earlier log, which this one has not written over yet.
    if (!isOfLog(frame, format)) return 'whole';
    const next = frame.length === frameBytes ? sumsAfter(frame, sums, format) : undefined;
    if (!next) return isOfLog(read(file, at + frameBytes, frameBytes), format) ? 'damaged' : 'cut';
    sums = next;
  }
}

const isOfLog = (frame: Buffer, { salts }: LogFormat): boolean =>
  frame.length >= 16 && frame.subarray(8, 16).equals(salts);

/** Undefined where the frame says others. */
function sumsAfter(frame: Buffer, before: Sums, { isBigEndian }: LogFormat): Sums | undefined {
  const ofHead = add(before, frame.subarray(0, 8), isBigEndian);
  const { one, two } = add(ofHead, frame.subarray(frameHeadBytes), isBigEndian);
  return one === frame.readUInt32BE(16) && two === frame.readUInt32BE(20) ? { one, two } : undefined;
}

function formatOf(head: Buffer): LogFormat | undefined {
  const magic = head.length === headBytes ? head.readUInt32BE(0) : 0;
  if (magic !== magicBigEndian && magic !== magicLittleEndian) return undefined;
  const isBigEndian = magic === magicBigEndian;
  const sums = add({ one: 0, two: 0 }, head.subarray(0, 24), isBigEndian);
  const pageBytes = head.readUInt32BE(8);
  const isSound = sums.one === head.readUInt32BE(24) && sums.two === head.readUInt32BE(28);
  if (!isSound || pageBytes === 0 || pageBytes > largestPageBytes) return undefined;
  return { pageBytes, isBigEndian, salts: Buffer.from(head.subarray(16, 24)), sums };
}

/** s0 += x[i] + s1; s1 += x[i + 1] + s0, in words of 32 bits. */
function add({ one, two }: Sums, bytes: Buffer, isBigEndian: boolean): Sums {
  let [first, second] = [one, two];
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    const x = isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
    const y = isBigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4);
    first = (first + x + second) >>> 0;
    second = (second + y + first) >>> 0;
  }
  return { one: first, two: second };
}

function read(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, at));
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}
