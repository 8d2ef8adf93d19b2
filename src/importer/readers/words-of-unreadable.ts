/** Files that no reader knows: what they seem to be, and the way out. */
import { filesInWords } from '../../shared/contract/formats.ts';

const exportAsCsv = 'export the table as CSV and import that';

/** First bytes of files that many have at hand, and what to say about them. */
const knownKinds: readonly (readonly [prefix: string, issue: string])[] = [
  ['PK\x05\x06', 'found a ZIP archive with nothing in it'],
  ['PK\x07\x08', 'found a ZIP archive in several parts; bring them together and import the file in it'],
  [
    '\xd0\xcf\x11\xe0',
    'found an old Excel workbook (.xls), or one with a password; save it as .xlsx without a password and import that',
  ],
  ['\xfe\xff', 'found UTF-16 in the byte order that is not read (big endian); save the table as UTF-8'],
  ['\x1f\x8b', 'found a gzip archive; unpack it and import the CSV file in it'],
];

/** Undefined for a file that may be text. */
export function kindOfBinary(head: Uint8Array): string | undefined {
  const start = String.fromCharCode(...head.subarray(0, 16));
  const known = knownKinds.find(([prefix]) => start.startsWith(prefix));
  if (known) return known[1];
  const isUtf16 = start.startsWith('\xff\xfe');
  return !isUtf16 && head.includes(0) ? 'found a file that is not text' : undefined;
}

export function wordsOfUnreadable(head: Uint8Array): string {
  const kind = kindOfBinary(head) ?? 'found a file of no kind that is known';
  const wayOut = kind.includes(exportAsCsv) ? '' : `; ${exportAsCsv}`;
  return `${kind}; what is understood is ${filesInWords()}${wayOut}`;
}
