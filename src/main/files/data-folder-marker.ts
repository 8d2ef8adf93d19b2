/**
 * `<dataDir>/cellwright-data.json`: says that the folder is one of this program, which one, and how far it has come. The
 * database keeps the same number, always written first: one that has a lower number is older than the folder.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../disk/replace-file.ts';

const markerSchema = z.object({
  format: z.literal(1),
  id: z.string().min(1),
  created_at: z.string(),
  generation: z.int().min(0),
  /** Name or path of the copy that the next start puts in place of the database. */
  restore_at_next_start: z.string().optional(),
  /** SHA-256 of the database as the program left it; absent while it runs, and after it was broken off. */
  database_hash: z.string().optional(),
});
export type DataFolderMarker = z.infer<typeof markerSchema>;

const explanation =
  'This folder belongs to Cellwright. Its files go together: copy or move it as a whole, while the program is not running.';

const markerPathOf = (dataDir: string): string => join(dataDir, 'cellwright-data.json');

/** `broken`: there, but not to be understood. */
export function readMarker(dataDir: string): DataFolderMarker | 'broken' | undefined {
  let text: string;
  try {
    text = readFileSync(markerPathOf(dataDir), 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return undefined;
    if (isCode(error, 'EISDIR')) return 'broken';
    throw error;
  }
  try {
    return markerSchema.safeParse(JSON.parse(text)).data ?? 'broken';
  } catch {
    return 'broken';
  }
}

/** On the disk for certain, the old one or the new one. */
export async function writeMarker(dataDir: string, marker: DataFolderMarker): Promise<void> {
  const text = `${JSON.stringify({ about: explanation, ...marker }, null, 2)}\n`;
  await replaceFile(markerPathOf(dataDir), text, { mode: 0o600 });
}

export const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
