/** The readers; the first that recognises a file reads it. */
import { open } from 'node:fs/promises';
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import { arbinReader } from './arbin/arbin-reader.ts';
import { biologicReader } from './biologic/biologic-reader.ts';
import { csvReader } from './csv/csv-reader.ts';
import { matReader } from './mat/mat-reader.ts';
import type { FileContent, Reader, SourceFile } from './reader.ts';
import { xlsxReader } from './xlsx/xlsx-reader.ts';
import { newareReader } from './neware/neware-reader.ts';
import { wordsOfUnreadable } from './words-of-unreadable.ts';

export const readers: readonly Reader[] = [
  matReader,
  newareReader,
  biologicReader,
  arbinReader,
  xlsxReader,
  csvReader,
];

const headBytes = 65_536;

/** Throws INVALID_FILE_FORMAT where no reader knows the file, or the one that does cannot read it. */
export async function readFile(file: SourceFile, known: readonly Reader[] = readers): Promise<FileContent> {
  const head = await readHead(file.path);
  const reader = known.find(({ recognises }) => recognises(head, file.filename));
  if (!reader) throw invalidFile(wordsOfUnreadable(head));
  return reader.read(file);
}

async function readHead(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(headBytes);
    const { bytesRead } = await handle.read(buffer, 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
