/** Looks at the first bytes of a file: is it text, in which encoding, separated by what? */
import { open } from 'node:fs/promises';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import { findSeriesRoles } from '../../columns/series-roles.ts';

export interface TextForm {
  readonly encoding: 'utf8' | 'utf16le' | 'latin1';
  readonly delimiter: ',' | ';' | '\t';
  /** The line that holds the column names, from 1. */
  readonly headerLine: number;
}

const sampleBytes = 65_536;
/** Reads the beginning of the file; throws INVALID_FILE_FORMAT where it is no table in text form. */
export async function detectText(path: string): Promise<TextForm> {
  const sample = await readSample(path);
  if (sample.length === 0) throw invalidFile('expected a CSV table, found an empty file');
  const encoding = detectEncoding(sample);
  const text = sample.toString(encoding).replace(/^\uFEFF/, '');
  return { encoding, ...detectDelimiter(text) };
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

/** UTF-8 unless a byte order mark says UTF-16 or the bytes cannot be UTF-8. */
function detectEncoding(sample: Buffer): TextForm['encoding'] {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf16le';
  try {
    // `stream`: the sample may end in the middle of a character.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return 'utf8';
  } catch {
    return 'latin1';
  }
}

/**
 * Excel's own first line `sep=;` wins over counting. A cycler may write lines about the test above the column names; the
 * first line that names time, voltage and current holds them then.
 */
function detectDelimiter(text: string): Pick<TextForm, 'delimiter' | 'headerLine'> {
  const lines = text.split(/\r\n|\n|\r/);
  const said = delimiters.find((delimiter) => delimiter === /^"?sep=([,;\t])"?$/i.exec(lines[0] ?? '')?.[1]);
  const firstLine = said === undefined ? 0 : 1;
  const named = lines.slice(firstLine, firstLine + maxPreambleLines).findIndex(namesSamples);
  const headerLine = firstLine + Math.max(named, 0);
  const header = lines.slice(headerLine).find((line) => line.trim() !== '') ?? '';
  const delimiter = said ?? likelyDelimiter(header);
  refuseTooManyColumns(countOf(delimiter, header) + 1, headerLine + 1);
  return { delimiter, headerLine: headerLine + 1 };
}

const maxColumns = 1000;

/** Asked of the beginning of a file, too: millions of separators would fill the memory. */
export function refuseTooManyColumns(count: number, line: number): void {
  if (count <= maxColumns) return;
  throw invalidFile(`expected at most ${maxColumns} columns, found ${count}; line ${line}`);
}

const delimiters = ['\t', ';', ','] as const;
const maxPreambleLines = 200;

/** The separator that stands there most often, outside of quotation marks. */
function likelyDelimiter(line: string): TextForm['delimiter'] {
  return delimiters.toSorted((a, b) => countOf(b, line) - countOf(a, line))[0] ?? ',';
}

const countOf = (separator: string, line: string): number =>
  line.replace(/"[^"]*"/g, '').split(separator).length - 1;

function namesSamples(line: string): boolean {
  const names = line.slice(0, 10_000).split(likelyDelimiter(line));
  return names.length > 2 && findSeriesRoles(names.map((name) => name.replaceAll('"', ''))) !== undefined;
}
