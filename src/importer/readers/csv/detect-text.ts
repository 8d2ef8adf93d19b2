/** Looks at the first bytes of a file: in which encoding is the text, separated by what, and where do its columns begin? */
import { open } from 'node:fs/promises';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import { findHeader, type Header } from '../../columns/find-header.ts';
import { holdsChineseName } from '../../columns/vocabulary.ts';
import type { CsvForm } from './split-csv.ts';

export interface TextForm extends CsvForm {
  readonly encoding: 'utf-8' | 'utf-16le' | 'windows-1252' | 'gb18030';
  readonly delimiter: ',' | ';' | '\t' | '|';
}

const sampleBytes = 65_536;
const maxPreambleLines = 300;

/** Reads the beginning of the file; throws INVALID_FILE_FORMAT where there is nothing in it. */
export async function detectText(path: string): Promise<TextForm> {
  const sample = await readSample(path);
  if (sample.length === 0) throw invalidFile('expected a CSV table, found an empty file');
  const encoding = detectEncoding(sample);
  const text = new TextDecoder(encoding).decode(sample, { stream: true });
  const lineEnd = text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
  return { encoding, lineEnd, ...detectDelimiter(text) };
}

async function readSample(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(sampleBytes);
    const { bytesRead } = await file.read(buffer, 0, sampleBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** UTF-8 unless a byte order mark says UTF-16 or the bytes cannot be UTF-8; then Chinese where its words are names. */
function detectEncoding(sample: Buffer): TextForm['encoding'] {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  try {
    // `stream`: the sample may end in the middle of a character.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return 'utf-8';
  } catch {
    return holdsChineseName(new TextDecoder('gb18030').decode(sample)) ? 'gb18030' : 'windows-1252';
  }
}

type Layout = Pick<TextForm, 'delimiter' | 'firstLine'>;

/**
 * Excel's own first line `sep=;` wins. Else the separator under which a line names most: time, voltage and current of
 * samples, or the capacity of a table; then the one that stands equally often in the most lines.
 */
function detectDelimiter(text: string): Layout {
  const lines = text.split(/\r\n|\n|\r/).slice(0, maxPreambleLines);
  const said = delimiters.find((delimiter) => delimiter === /^"?sep=([,;\t|])"?$/i.exec(lines[0] ?? '')?.[1]);
  const from = said === undefined ? 0 : 1;
  const below = lines.slice(from).map((line) => line.slice(0, 10_000));
  const tried = said === undefined ? delimiters : [said];
  const found = tried.flatMap((delimiter): { layout: Layout; header: Header }[] => {
    const header = findHeader(below.map((line) => splitLine(line, delimiter)));
    return header ? [{ layout: { delimiter, firstLine: from + header.firstRow + 1 }, header }] : [];
  });
  const best = found.toSorted((a, b) => b.header.worth - a.header.worth)[0];
  const layout = best?.layout ?? { delimiter: said ?? likelyDelimiter(below), firstLine: from + 1 };
  refuseTooManyColumns(countOf(layout.delimiter, lines[layout.firstLine - 1] ?? '') + 1, layout.firstLine);
  return layout;
}

const maxColumns = 1000;

/** Asked of the beginning of a file, too: millions of separators would fill the memory. */
function refuseTooManyColumns(count: number, line: number): void {
  if (count <= maxColumns) return;
  throw invalidFile(`expected at most ${maxColumns} columns, found ${count}; line ${line}`);
}

const delimiters = ['\t', ';', ',', '|'] as const;

/** Good enough to look at names. */
const splitLine = (line: string, delimiter: string): readonly string[] =>
  line.split(delimiter).map((field) => field.replaceAll('"', ''));

/** The separator that stands equally often in the most lines, outside of quotation marks; a comma may be a decimal one. */
function likelyDelimiter(lines: readonly string[]): TextForm['delimiter'] {
  const filled = lines.filter((line) => line.trim() !== '').slice(0, 50);
  const alike = (delimiter: string): number => {
    const lineCounts = Map.groupBy(filled, (line) => countOf(delimiter, line));
    return Math.max(0, ...[...lineCounts].map(([count, same]) => (count > 0 ? same.length : 0)));
  };
  return (['\t', ';', '|', ','] as const).toSorted((a, b) => alike(b) - alike(a))[0] ?? ',';
}

const countOf = (separator: string, line: string): number =>
  line.replace(/"[^"]*"/g, '').split(separator).length - 1;
