/** Looks at the first bytes of an upload: is it text, in which encoding, separated by what? Refuses all else in words. */
import { open } from 'node:fs/promises';
import { invalidFile } from '../invalid-file.ts';

export interface TextForm {
  readonly encoding: 'utf8' | 'utf16le' | 'latin1';
  readonly delimiter: ',' | ';' | '\t';
  /** The line that holds the column names, from 1. */
  readonly headerLine: number;
}

const sampleBytes = 65_536;
const exportAsCsv = 'export the table as CSV (one row per cycle) and import that';

/** First bytes of files that are not text, and what to say about them. */
const knownBinaries: readonly (readonly [prefix: string, issue: string])[] = [
  ['MATLAB 5.0', `found a MATLAB file; MATLAB files come in a later version, ${exportAsCsv}`],
  ['MATLAB 7.3', `found a MATLAB file; MATLAB files come in a later version, ${exportAsCsv}`],
  ['\x89HDF', `found an HDF5 or MATLAB 7.3 file; these come in a later version, ${exportAsCsv}`],
  ['PK\x03\x04', `found an Excel workbook or a ZIP archive; ${exportAsCsv}`],
  ['\xd0\xcf\x11\xe0', `found an old Excel workbook; ${exportAsCsv}`],
  ['\x1f\x8b', 'found a gzip archive; unpack it and import the CSV file in it'],
];

/** Reads the beginning of the file; throws INVALID_FILE_FORMAT where it is no table in text form. */
export async function detectText(path: string, filename: string): Promise<TextForm> {
  const sample = await readSample(path);
  if (sample.length === 0) throw invalidFile('expected a CSV table, found an empty file');
  refuseBinary(sample, filename);
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

function refuseBinary(sample: Buffer, filename: string): void {
  const start = sample.toString('latin1', 0, 16);
  const known = knownBinaries.find(([prefix]) => start.startsWith(prefix));
  if (known) throw invalidFile(`expected a CSV table, ${known[1]}`);
  const isUtf16 = sample[0] === 0xff && sample[1] === 0xfe;
  if (!isUtf16 && sample.includes(0)) {
    const matlab = filename.toLowerCase().endsWith('.mat') ? '; MATLAB files come in a later version' : '';
    throw invalidFile(`expected a CSV table, found a file that is not text${matlab}; ${exportAsCsv}`);
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

/** The separator that the line of column names holds most often; Excel's own first line `sep=;` wins over counting. */
function detectDelimiter(text: string): Pick<TextForm, 'delimiter' | 'headerLine'> {
  const lines = text.split(/\r\n|\n|\r/);
  const said = /^"?sep=([,;\t])"?$/i.exec(lines[0] ?? '')?.[1];
  const headerLine = said === undefined ? 1 : 2;
  const header = (lines.slice(headerLine - 1).find((line) => line.trim() !== '') ?? '').replace(
    /"[^"]*"/g,
    '',
  );
  const count = (separator: string): number => header.split(separator).length - 1;
  const candidates = (['\t', ';', ','] as const).toSorted((a, b) => count(b) - count(a));
  return {
    delimiter: candidates.find((separator) => separator === said) ?? candidates[0] ?? ',',
    headerLine,
  };
}
