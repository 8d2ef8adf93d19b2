/**
 * The XML of a sheet, in pieces → its rows. Read byte by byte, since a sheet of 50 MB unpacks to half a gigabyte: a
 * number is made from its bytes, a text only where a cell holds one.
 */
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import type { SheetRow } from '../../columns/sheet.ts';
import { createXmlScanner } from '../xml/scan-xml.ts';
import { decodeXmlText, findNameInto, type NameInTag } from '../xml/xml-text.ts';
import { type CellKind, timeInDays } from './excel-times.ts';
import { numberInBytes } from './number-in-bytes.ts';
import type { SharedStrings } from './shared-strings.ts';

export interface SheetForm {
  readonly strings: SharedStrings;
  /** By the number of a cell's style. */
  readonly kinds: readonly CellKind[];
  /** The file within the archive, for messages. */
  readonly where: string;
}

export interface SheetRows {
  /** The rows that end in the bytes, all as wide as the widest so far. Throws INVALID_FILE_FORMAT, with the row. */
  readonly push: (bytes: Buffer) => readonly SheetRow[];
  /** Throws INVALID_FILE_FORMAT where the sheet ends within a tag. */
  readonly end: () => void;
}

const maxColumns = 1000;
const longestText = 1000;
const [letterC, letterO, letterR, letterS, letterT, letterV, letterW] = [
  0x63, 0x6f, 0x72, 0x73, 0x74, 0x76, 0x77,
];
const [slash, equals, space] = [0x2f, 0x3d, 0x20];

type Value = string | number;

/** Where the scanner stands. `text`: in a value, in a text of its own, or in nothing that counts. */
interface State {
  rows: SheetRow[];
  line: number;
  record: Value[];
  widest: number;
  isFilled: boolean;
  text: 'value' | 'inline' | 'none';
}

/** Of the cell that is open: its column from 0, the first letter of its type (0: a number), its style. */
interface Cell {
  column: number;
  type: number;
  style: number;
}

export function createSheetRows(form: SheetForm): SheetRows {
  const state: State = { rows: [], line: 0, record: [], widest: 0, isFilled: false, text: 'none' };
  const cell: Cell = { column: -1, type: 0, style: 0 };
  const name: NameInTag = { at: 0, length: 0 };
  const tag = (bytes: Buffer, from: number, to: number): void => {
    findNameInto(name, bytes, from, to);
    const isEnd = bytes[from] === slash;
    const stretch = name.at + name.length;
    if (name.length === 1) {
      if (bytes[name.at] !== letterC) state.text = textOf(bytes[name.at], isEnd || bytes[to - 1] === slash);
      else if (!isEnd) openCellInto(cell, bytes, stretch, to);
    } else if (isRow(bytes, name)) {
      if (!isEnd) openRowInto(state, cell, rowNumber(bytes, stretch, to));
      else closeRowInto(state);
    }
  };
  const text = (bytes: Buffer, from: number, to: number): void => {
    if (state.text === 'none') return;
    const value = state.text === 'value' ? valueOf(cell, form, { bytes, from, to }) : textIn(bytes, from, to);
    keepInto(state, cell.column, value, form.where);
  };
  const scanner = createXmlScanner({ tag, text }, form.where);
  return {
    push: (bytes) => {
      state.rows = [];
      scanner.push(bytes);
      return state.rows;
    },
    end: scanner.end,
  };
}

/** Text counts within `<v>`, and within the `<t>` of a text that the cell holds itself. */
function textOf(letter: number | undefined, isOver: boolean): State['text'] {
  if (isOver) return 'none';
  return letter === letterV ? 'value' : letter === letterT ? 'inline' : 'none';
}

const isRow = (bytes: Buffer, { at, length }: NameInTag): boolean =>
  length === 3 && bytes[at] === letterR && bytes[at + 1] === letterO && bytes[at + 2] === letterW;

function openRowInto(state: State, cell: Cell, line: number): void {
  // A sheet may leave the numbers out; one that does not count is none.
  state.line = line > state.line ? line : state.line + 1;
  state.record = [];
  state.isFilled = false;
  cell.column = -1;
}

function closeRowInto(state: State): void {
  const { record, line } = state;
  if (!state.isFilled) return;
  if (record.length > state.widest) state.widest = record.length;
  while (record.length < state.widest) record.push('');
  state.rows.push({ record, line });
  state.isFilled = false;
}

/** Empty cells in between are not in the file. A text may come in pieces. */
function keepInto(state: State, column: number, value: Value, where: string): void {
  const { record } = state;
  if (value === '' || column < 0) return;
  if (column >= maxColumns) throw invalidFile(`expected at most ${maxColumns} columns, found ${column + 1}; row ${state.line} in "${where}"`);
  while (record.length < column) record.push('');
  const before = record[column] ?? '';
  record[column] = before === '' ? value : `${before}${value}`.slice(0, longestText);
  state.isFilled = true;
} // prettier-ignore

const textIn = (bytes: Buffer, from: number, to: number): string =>
  decodeXmlText(bytes.toString('utf8', from, to));

interface Stretch {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

function valueOf({ type, style }: Cell, { strings, kinds }: SheetForm, { bytes, from, to }: Stretch): Value {
  if (type === 0) {
    const value = numberInBytes(bytes, from, to);
    if (value === undefined) return textIn(bytes, from, to);
    const kind = kinds[style] ?? 'number';
    return kind === 'number' ? value : timeInDays(value, kind);
  }
  if (type === sharedType) return strings.textAt(numberInBytes(bytes, from, to) ?? -1);
  return textIn(bytes, from, to);
}

const sharedType = 1;
const textType = 2;

/** `n` (or none) and `b` are numbers, `s` the number of a shared text, `str`, `e`, `d` and `inlineStr` stand there in words. */
function typeOf(bytes: Buffer, from: number, to: number): number {
  const first = bytes[from];
  if (first === letterS && to - from === 1) return sharedType;
  return first === 0x6e || first === 0x62 ? 0 : textType;
}

/** `r="B7" s="1" t="s"`, in any order. A cell without `r` stands right of the one before. */
function openCellInto(cell: Cell, bytes: Buffer, from: number, to: number): void {
  cell.type = 0;
  cell.style = 0;
  cell.column += 1;
  for (let at = from + 2; at < to; at += 1) {
    if (bytes[at] !== equals) continue;
    const start = at + 2;
    const end = closingQuote(bytes, start, to);
    if ((bytes[at - 2] ?? 0) <= space)
      setAttribute(cell, bytes[at - 1] ?? 0, { bytes, from: start, to: end });
    at = end;
  }
}

function setAttribute(cell: Cell, letter: number, { bytes, from, to }: Stretch): void {
  if (letter === letterR) {
    const column = columnIn(bytes, from, to);
    if (column >= 0) cell.column = column;
  } else if (letter === letterT) cell.type = typeOf(bytes, from, to);
  else if (letter === letterS) cell.style = numberInBytes(bytes, from, to) ?? 0;
}

function closingQuote(bytes: Buffer, from: number, to: number): number {
  const quote = bytes[from - 1];
  for (let at = from; at < to; at += 1) if (bytes[at] === quote) return at;
  return to;
}

const longestColumn = 3;

/** `AB12` → 27; negative where there are no letters. */
function columnIn(bytes: Buffer, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to && at - from <= longestColumn; at += 1) {
    const letter = (bytes[at] ?? 0) & 0xdf;
    if (letter < 0x41 || letter > 0x5a) break;
    column = 26 * column + letter - 0x40;
  }
  return column - 1;
}

/** 0 where the row does not say it. */
function rowNumber(bytes: Buffer, from: number, to: number): number {
  for (let at = from + 2; at < to; at += 1) {
    if (bytes[at] !== equals) continue;
    const end = closingQuote(bytes, at + 2, to);
    if (bytes[at - 1] === letterR && (bytes[at - 2] ?? 0) <= space)
      return numberInBytes(bytes, at + 2, end) ?? 0;
    at = end;
  }
  return 0;
}
