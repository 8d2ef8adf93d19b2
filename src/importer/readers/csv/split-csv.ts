/**
 * Text as it comes in, in pieces, → records. A field may stand in quotation marks, and then hold separators, line ends
 * and doubled quotation marks; a quotation mark within a field is a letter. Lines of blanks are passed over.
 */
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import type { SheetRow } from '../../columns/sheet.ts';

export interface CsvForm {
  readonly delimiter: string;
  readonly lineEnd: '\n' | '\r';
  /** The first line that is read, from 1. */
  readonly firstLine: number;
}

export interface CsvSplitter {
  /** The records that end in the text. Throws INVALID_FILE_FORMAT for one of more than a megabyte. */
  push(text: string): readonly SheetRow[];
  /** What stands behind the last line end. Throws INVALID_FILE_FORMAT where a quotation mark was left open. */
  end(): readonly SheetRow[];
}

const maxRecordLength = 1_000_000;

interface RecordEnd {
  readonly record: readonly string[];
  /** Behind its line end. */
  readonly next: number;
}

export function createCsvSplitter(form: CsvForm): CsvSplitter {
  const { lineEnd, firstLine } = form;
  let rest = '';
  let line = 0;
  const takeWhole = (text: string, isEnd: boolean): readonly SheetRow[] => {
    const rows: SheetRow[] = [];
    let from = 0;
    let quote = nextQuote(text, 0);
    while (from < text.length) {
      if (quote < from) quote = nextQuote(text, from);
      const isRead = line + 1 >= firstLine;
      const end = isRead ? readRecord(text, { from, quote }, form) : skipLine(text, from, lineEnd);
      if (!end || (end.next > text.length && !isEnd)) break;
      line += 1;
      if (!isBlank(end.record)) rows.push({ record: end.record, line });
      line += end.lineEndsWithin;
      from = end.next;
    }
    rest = text.slice(from);
    return rows;
  };
  return {
    push: (text) => {
      const rows = takeWhole(rest + text, false);
      if (rest.length > maxRecordLength) throw recordTooLong(line + 1);
      return rows;
    },
    end: () => {
      const rows = takeWhole(rest, true);
      if (rest !== '') throw quoteLeftOpen(line + 1);
      return rows;
    },
  };
}

interface ReadRecord extends RecordEnd {
  /** Line ends in quotation marks. */
  readonly lineEndsWithin: number;
}

const endOfLine = (text: string, from: number, lineEnd: string): number => {
  const end = text.indexOf(lineEnd, from);
  return end < 0 ? text.length : end;
};

const skipLine = (text: string, from: number, lineEnd: string): ReadRecord => ({
  record: [],
  next: endOfLine(text, from, lineEnd) + 1,
  lineEndsWithin: 0,
});

/** Undefined where the text ends within quotation marks; its end lies behind the text where that has no line end. */
function readRecord(
  text: string,
  { from, quote }: { readonly from: number; readonly quote: number },
  form: CsvForm,
): ReadRecord | undefined {
  const to = endOfLine(text, from, form.lineEnd);
  if (quote >= to) {
    const record = withoutReturn(text.slice(from, to)).split(form.delimiter);
    return { record, next: to + 1, lineEndsWithin: 0 };
  }
  const quoted = unwrapped(readQuoted(text, from, form), form);
  return quoted && { ...quoted, lineEndsWithin: countOf(form.lineEnd, text, to + 1, quoted.next) };
}

/** Looked for once and not line by line: most texts have none. */
function nextQuote(text: string, from: number): number {
  const at = text.indexOf('"', from);
  return at < 0 ? Infinity : at;
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

const isBlank = (record: readonly string[]): boolean =>
  (record[0] ?? '').trim() === '' && record.every((field) => field.trim() === '');

/** Line ends at `from` and later that are passed before `to`, which stands behind the last one. */
function countOf(lineEnd: string, text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf(lineEnd, from); at >= 0 && at < to; at = text.indexOf(lineEnd, at + 1))
    count += 1;
  return count;
}

/** Some programs save a file anew with each of its lines in quotation marks. */
function unwrapped(end: RecordEnd | undefined, { delimiter }: CsvForm): RecordEnd | undefined {
  const [whole = '', ...others] = end?.record ?? [];
  if (!end || others.length > 0 || !whole.includes(delimiter)) return end;
  return { ...end, record: whole.split(delimiter) };
}

/** Undefined where the text ends within quotation marks. */
function readQuoted(text: string, from: number, { delimiter, lineEnd }: CsvForm): RecordEnd | undefined {
  const record: string[] = [];
  let at = from;
  for (;;) {
    const opened = text[at] === '"' ? readField(text, at) : { value: '', next: at };
    if (!opened) return undefined;
    const end = endOfField(text, opened.next, delimiter, lineEnd);
    const isLast = text[end] !== delimiter;
    const tail = isLast ? withoutReturn(text.slice(opened.next, end)) : text.slice(opened.next, end);
    // A quotation mark that something follows is a letter, and so is the one before it.
    record.push(tail === '' ? opened.value : text.slice(at, opened.next) + tail);
    if (isLast) return { record, next: end + 1 };
    at = end + 1;
  }
}

/** The field that begins with the quotation mark at `from`; undefined where the text ends in it. */
function readField(
  text: string,
  from: number,
): { readonly value: string; readonly next: number } | undefined {
  const parts: string[] = [];
  let start = from + 1;
  for (;;) {
    const quote = text.indexOf('"', start);
    if (quote < 0) return undefined;
    parts.push(text.slice(start, quote));
    if (text[quote + 1] !== '"') return { value: parts.join('"'), next: quote + 1 };
    start = quote + 2;
  }
}

function endOfField(text: string, from: number, delimiter: string, lineEnd: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== lineEnd) at += 1;
  return at;
}

const quoteLeftOpen = (line: number): Error =>
  invalidFile(`expected a closing quotation mark, found the end of the file; line ${line}`);

const recordTooLong = (line: number): Error =>
  invalidFile(
    `expected rows of less than 1 MB, found a longer one (a quotation mark left open?); line ${line}`,
  );
