/** The rows on a page of an Access database, as numbers of the columns that are wanted. */
import { pageBytes, type JetPage } from './jet-pages.ts';
import type { JetColumn } from './jet-table.ts';

const [countAt, offsetsAt] = [12, 14];
const place = 0x1fff;
/** Deleted, or a note where the row was moved to. */
const isElsewhere = 0xc000;

/** Calls `take` with a number for each column (NaN for none) of each row, in the order of the page. */
export function takeRows(
  { bytes }: JetPage,
  columns: readonly JetColumn[],
  take: (numbers: readonly number[]) => void,
): void {
  const count = Math.min(bytes.readUInt16LE(countAt), (pageBytes - offsetsAt) / 2);
  let end = pageBytes;
  for (let row = 0; row < count; row += 1) {
    const entry = bytes.readUInt16LE(offsetsAt + 2 * row);
    const start = entry & place;
    const isWhole = start >= offsetsAt + 2 * count && start + 4 < end;
    if ((entry & isElsewhere) === 0 && isWhole) {
      const found = { bytes, start, end };
      take(columns.map((column) => numberIn(found, column)));
    }
    if (start < end) end = start;
  }
}

interface Row {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

const bytesOf = { byte: 1, int16: 2, int32: 4, float: 4, double: 8 } as const;

/** A row begins with how many columns it has, and ends with a bit for each that says whether it is filled. */
function numberIn({ bytes, start, end }: Row, { kind, index, offset }: JetColumn): number {
  const columnCount = bytes.readUInt16LE(start);
  const maskAt = end - Math.ceil(columnCount / 8);
  const at = start + 2 + offset;
  if (index >= columnCount || at + bytesOf[kind] > maskAt || maskAt < start) return Number.NaN;
  const isFilled = ((bytes[maskAt + (index >> 3)] ?? 0) & (1 << (index & 7))) !== 0;
  return isFilled ? numberAt(bytes, at, kind) : Number.NaN;
}

function numberAt(bytes: Buffer, at: number, kind: JetColumn['kind']): number {
  switch (kind) {
    case 'double':
      return bytes.readDoubleLE(at);
    case 'float':
      return bytes.readFloatLE(at);
    case 'int32':
      return bytes.readInt32LE(at);
    case 'int16':
      return bytes.readInt16LE(at);
    case 'byte':
      return bytes[at] ?? Number.NaN;
  }
}
