/** Whether the database is, to the bit, what the program left: known where it ended properly, by its log where not. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { hashOfFile } from '../../stored-cells/stored-file.ts';
import type { DataFolderMarker } from '../files/data-folder-marker.ts';
import { waysOut } from '../files/judge-data-folder.ts';
import { checkLog } from '../store/check-log.ts';
import { peekFolderState } from '../store/folder-state.ts';
import { StoreError } from '../store/store-error.ts';

/** A larger one costs every start and end too much: it is looked through in the background. */
const hashedUpToBytes = 128 * 1024 * 1024;

/** SHA-256 of the database, which nobody has open; undefined where it is too large, or cannot be read. */
export async function sealOf(dataDir: string): Promise<string | undefined> {
  const path = join(dataDir, 'cellwright.db');
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? Infinity;
  return size > hashedUpToBytes ? undefined : hashOfFile(path).catch(() => undefined);
}

/** Throws StoreError in words, with nothing changed. A log that ends in what was never finished is told. */
export async function refuseChanged(
  dataDir: string,
  marker: DataFolderMarker | 'broken' | undefined,
  warn: (message: string) => void,
): Promise<void> {
  const database = `The database cellwright.db of the data folder ${dataDir}`;
  const known = marker === 'broken' ? undefined : marker;
  if (known?.database_hash !== undefined && known.database_hash !== (await sealOf(dataDir))) {
    throw new StoreError(`${database} ${whatChanged(dataDir, known)}. ${waysOut}`, { isLost: true });
  }
  const log = checkLog(join(dataDir, 'cellwright.db-wal'));
  if (log === 'damaged') {
    const message = `${database} has newest changes that cannot be read: its log cellwright.db-wal is damaged. ${waysOut}`;
    throw new StoreError(message, { isLost: true });
  }
  if (log === 'cut') {
    warn(
      'cellwright.db-wal ends in the midst of a change: what was under way when the program was broken off is not in the database',
    );
  }
}

/** As exactly as the database lets on. */
function whatChanged(dataDir: string, { generation }: DataFolderMarker): string {
  const state = peekFolderState(join(dataDir, 'cellwright.db'));
  if (state === 'damaged') return 'is damaged and cannot be read';
  return state.generation < generation
    ? 'is older than the files beside it: it is a copy of an earlier day'
    : 'has changed since the program ended: it is damaged, or somebody else wrote to it';
}
