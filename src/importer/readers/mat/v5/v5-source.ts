/** The bytes of one variable of a v5 file, unpacked, and the tags of the elements in them. */
import { brokenMat } from '../broken-mat.ts';
import type { MatLimits, TakeNumbers } from '../mat-limits.ts';

/** Data types of elements, as the file format numbers them. */
export const elementType = {
  int8: 1,
  uint8: 2,
  int16: 3,
  uint16: 4,
  int32: 5,
  uint32: 6,
  single: 7,
  double: 9,
  int64: 12,
  uint64: 13,
  matrix: 14,
  compressed: 15,
  utf8: 16,
  utf16: 17,
  utf32: 18,
} as const;

export interface V5Source {
  /** From the start of an ArrayBuffer, so that numbers lie aligned. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView;
  readonly littleEndian: boolean;
  readonly limits: MatLimits;
  readonly takeNumbers: TakeNumbers;
}

export interface V5Element {
  readonly type: number;
  /** Of its data, in the source; `end` is behind the last byte. */
  readonly start: number;
  readonly end: number;
  /** Where the next element begins. */
  readonly next: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

const tagBytes = 8;

/** Throws INVALID_FILE_FORMAT where the element does not fit into the span. */
export function readElement({ view, littleEndian }: V5Source, { start, end }: Span, path: string): V5Element {
  if (start + tagBytes > end) {
    throw brokenMat(path, `expected another element at byte ${start} of the variable, found its end`);
  }
  const word = view.getUint32(start, littleEndian);
  const smallSize = word >>> 16;
  if (smallSize > 4) {
    throw brokenMat(
      path,
      `expected at most 4 bytes in the short element at byte ${start}, found ${smallSize}`,
    );
  }
  if (smallSize > 0) {
    return { type: word & 0xffff, start: start + 4, end: start + 4 + smallSize, next: start + tagBytes };
  }
  const size = view.getUint32(start + 4, littleEndian);
  const dataStart = start + tagBytes;
  if (size > end - dataStart) {
    throw brokenMat(
      path,
      `the element at byte ${start} of the variable says it has ${size} bytes, ${end - dataStart} are there`,
    );
  }
  const next = Math.min(end, dataStart + 8 * Math.ceil(size / 8));
  return { type: word, start: dataStart, end: dataStart + size, next };
}
