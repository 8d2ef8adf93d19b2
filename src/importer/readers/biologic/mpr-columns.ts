/**
 * What the columns of an `.mpr` file hold, by their number, as galvani and yadg found it out. Numbers above 255 are later
 * names for what the number less a multiple of 256 holds, but for a few.
 */

type MprRole = 'time' | 'voltage' | 'current' | 'moved' | 'net' | 'halfCycle' | 'cycle' | 'frequency';

interface MprColumn {
  readonly role: MprRole;
  /** s, V, mA, mAh or Hz of its numbers. */
  readonly factor: number;
}

const coulomb = 1 / 3.6;
/** Best first where several have one role. */
const roles: readonly (readonly [number: number, role: MprRole, factor: number])[] = [
  [4, 'time', 1],
  [6, 'voltage', 1],
  [174, 'voltage', 1],
  [77, 'voltage', 1],
  [8, 'current', 1],
  [11, 'current', 1],
  [76, 'current', 1],
  [7, 'moved', 1],
  [23, 'moved', 1],
  [179, 'moved', coulomb],
  [13, 'net', 1],
  [178, 'net', coulomb],
  [212, 'halfCycle', 1],
  [24, 'cycle', 1],
  [32, 'frequency', 1],
];

const shared = 256;
/** All in one byte, which stands where the first of them does. */
const flags: ReadonlySet<number> = new Set([1, 2, 3, 21, 31, 65]);
const oneByte: ReadonlySet<number> = new Set([253]);
const twoBytes: ReadonlySet<number> = new Set([39, 131]);
const wide: ReadonlySet<number> = new Set([
  4, 7, 11, 13, 23, 24, 74, 110, 112, 115, 116, 123, 124, 125, 126, 182, 211,
]);
const wideLater: ReadonlySet<number> = new Set([498, 499, 500, 501, 502]);
const wholeNumbers: ReadonlySet<number> = new Set([212, 213]);
/** Of single precision. */
const single: ReadonlySet<number> = new Set([
  5, 6, 8, 9, 15, 16, 17, 19, 20, 26, 27, 32, 33, 34, 35, 36, 37, 38, 45, 46, 69, 70, 75, 76, 77, 78, 96, 98, 99, 100, 101, 105, 106,
  135, 136, 163, 166, 167, 168, 169, 172, 173, 174, 175, 176, 177, 178, 179, 185, 206, 215, 217, 218, 219, 220, 221, 222, 223, 224,
  225, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249,
]); // prettier-ignore

type NumberKind = 'u1' | 'u2' | 'u4' | 'f4' | 'f8';
const bytesOf: Readonly<Record<NumberKind, number>> = { u1: 1, u2: 2, u4: 4, f4: 4, f8: 8 };

/** Undefined where its size is not known, and with it where the columns behind it stand. */
function kindOf(number: number): NumberKind | undefined {
  const short = number % shared;
  if (flags.has(number) || oneByte.has(short)) return 'u1';
  if (wideLater.has(number) || wide.has(short)) return 'f8';
  if (twoBytes.has(short)) return 'u2';
  if (wholeNumbers.has(short)) return 'u4';
  return single.has(short) ? 'f4' : undefined;
}

export interface MprField extends MprColumn {
  readonly at: number;
  readonly kind: NumberKind;
}

export interface MprRecord {
  readonly bytes: number;
  /** By role, the best column that has it. */
  readonly fields: Readonly<Partial<Record<MprRole, MprField>>>;
  /** Numbers of columns whose size is not known; the fields behind the first one are not where they are said to be. */
  readonly unknown: readonly number[];
}

/** How the columns stand in one record. */
export function recordOf(columns: readonly number[]): MprRecord {
  const stored = columns.filter((number, index) => !flags.has(number) || columns.findIndex((other) => flags.has(other)) === index);
  const found: { readonly rank: number; readonly field: MprField }[] = [];
  let bytes = 0;
  for (const number of stored) {
    const kind = kindOf(number);
    const rank = flags.has(number) ? -1 : roles.findIndex(([known]) => known === number % shared);
    const [, role, factor = 1] = roles[rank] ?? [];
    if (kind && role) found.push({ rank, field: { role, factor, kind, at: bytes } });
    bytes += kind ? bytesOf[kind] : 0;
  }
  const fields: Partial<Record<MprRole, MprField>> = {};
  for (const { field } of found.toSorted((a, b) => a.rank - b.rank)) fields[field.role] ??= field;
  return { bytes, fields, unknown: stored.filter((number) => kindOf(number) === undefined) };
} // prettier-ignore

/** The number of a field in the record that begins at `at`. */
export function numberOfField(bytes: Buffer, at: number, { kind, factor, at: within }: MprField): number {
  const place = at + within;
  switch (kind) {
    case 'f8':
      return bytes.readDoubleLE(place) * factor;
    case 'f4':
      return bytes.readFloatLE(place) * factor;
    case 'u4':
      return bytes.readUInt32LE(place) * factor;
    case 'u2':
      return bytes.readUInt16LE(place) * factor;
    case 'u1':
      return (bytes[place] ?? 0) * factor;
  }
}
