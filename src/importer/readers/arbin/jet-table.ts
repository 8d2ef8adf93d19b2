/** The definition of a table of an Access database: its columns of a fixed length, and where they stand in a row. */
import type { JetPage } from './jet-pages.ts';

/** By the number of a type: the numbers that a sample may be. */
const kinds = { 2: 'byte', 3: 'int16', 4: 'int32', 6: 'float', 7: 'double', 8: 'double' } as const;
type JetKind = (typeof kinds)[keyof typeof kinds];

export interface JetColumn {
  readonly name: string;
  readonly kind: JetKind;
  /** Its bit in the mask at the end of a row. */
  readonly index: number;
  /** Of its number, from the first column. */
  readonly offset: number;
}

export interface JetTable {
  /** The page of its definition. */
  readonly page: number;
  readonly rowCount: number;
  readonly columns: readonly JetColumn[];
}

const [columnsAt, indexBytes, columnBytes] = [63, 12, 25];
const maxColumns = 255;
const isFixed = 1;

/** Undefined for a page that is no definition, or one that goes on elsewhere: a table of samples fits one page. */
export function tableOn({ number, bytes }: JetPage): JetTable | undefined {
  const [columnCount, indexCount] = [bytes.readUInt16LE(45), bytes.readUInt32LE(51)];
  const first = columnsAt + indexCount * indexBytes;
  let nameAt = first + columnCount * columnBytes;
  if (columnCount > maxColumns || nameAt + 2 > bytes.length) return undefined;
  const columns: JetColumn[] = [];
  for (let column = 0; column < columnCount; column += 1) {
    const name = nameIn(bytes, nameAt);
    if (name === undefined) return undefined;
    nameAt += 2 + 2 * name.length;
    columns.push(...columnAt(bytes, first + column * columnBytes, name));
  }
  return { page: number, rowCount: bytes.readUInt32LE(16), columns };
}

function nameIn(bytes: Buffer, at: number): string | undefined {
  if (at + 2 > bytes.length) return undefined;
  const length = bytes.readUInt16LE(at);
  return at + 2 + length > bytes.length || length % 2 === 1 ? undefined : bytes.toString('utf16le', at + 2, at + 2 + length);
} // prettier-ignore

/** None for a text, or whatever else has no fixed place. */
function columnAt(bytes: Buffer, at: number, name: string): readonly JetColumn[] {
  const kind = (kinds as Readonly<Record<number, JetKind>>)[bytes[at] ?? 0];
  if (!kind || ((bytes[at + 15] ?? 0) & isFixed) === 0) return [];
  return [{ name, kind, index: bytes.readUInt16LE(at + 5), offset: bytes.readUInt16LE(at + 21) }];
}
