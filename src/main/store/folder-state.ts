/** Which data folder the database belongs to, and how far it has come: the counterpart of the folder's marker. */
import BetterSqlite3 from 'better-sqlite3';
import type { Database } from './open-database.ts';

export interface FolderState {
  /** Null before the first start that marks the folder. */
  readonly folderId: string | null;
  readonly generation: number;
}

export interface FolderStateStore {
  read(): FolderState;
  /** On the disk for certain when it returns, with everything that was committed before. */
  write(state: FolderState): void;
  /** Rises with every row that changes. */
  changeCount(): number;
}

/** Of a database that is only looked at, and stays as it is. */
export function peekFolderState(path: string): FolderState | 'damaged' {
  let database: Database | undefined;
  try {
    database = new BetterSqlite3(path, { readonly: true });
    if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') return 'damaged';
    return createFolderStateStore(database).read();
  } catch {
    return 'damaged';
  } finally {
    database?.close();
  }
}

export function createFolderStateStore(database: Database): FolderStateStore {
  const read = database.prepare<[], FolderState>('SELECT folder_id AS folderId, generation FROM data_folder');
  const write = database.prepare('UPDATE data_folder SET folder_id = @folderId, generation = @generation');
  const changes = database.prepare<[], number>('SELECT total_changes()').pluck();
  return {
    read: () => read.get() ?? { folderId: null, generation: 0 },
    write: (state) => {
      database.pragma('synchronous = FULL');
      try {
        write.run(state);
      } finally {
        database.pragma('synchronous = NORMAL');
      }
    },
    changeCount: () => changes.get() ?? 0,
  };
}
