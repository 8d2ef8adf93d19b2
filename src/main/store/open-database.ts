/**
 * Opens the one database of a data folder. Write-ahead log with synchronous NORMAL: a killed process loses nothing that
 * was recorded; a power cut may lose the last moments but never corrupts. The lock is exclusive, because a second
 * program on the same folder would take the first one's running jobs for abandoned.
 */
import BetterSqlite3 from 'better-sqlite3';
import { statSync } from 'node:fs';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { StoreError } from './store-error.ts';

export type Database = BetterSqlite3.Database;

/** "CELL" in ASCII: tells our file from another program's SQLite file. */
const applicationId = 0x43454c4c;
const busyTimeoutMs = 1000;
/** Above this a full check would delay the start by seconds. */
const checkedUpToBytes = 64 * 1024 * 1024;

/** Opens or creates, checks and migrates; throws StoreError in plain words when the file cannot be used. */
export function openDatabase(path: string): Database {
  let database: Database | undefined;
  try {
    database = new BetterSqlite3(path, { timeout: busyTimeoutMs });
    configure(database);
    check(database);
    migrate(database, migrations);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof StoreError ? error : new StoreError(wordsFor(path, error), { cause: error });
  }
}

function configure(database: Database): void {
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  database.pragma('temp_store = MEMORY');
  database.pragma('cache_size = -16000');
}

function check(database: Database): void {
  const id = Number(database.pragma('application_id', { simple: true }));
  const isEmpty = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (isEmpty) database.pragma(`application_id = ${applicationId}`);
  else if (id !== applicationId) {
    throw new StoreError(
      `${database.name} is a database of another program. Choose another data folder, or move the file away.`,
    );
  } else checkPages(database);
}

function checkPages(database: Database): void {
  const isSmall = database.memory || statSync(database.name).size <= checkedUpToBytes;
  if (isSmall && database.pragma('quick_check(1)', { simple: true }) !== 'ok') {
    throw new StoreError(damagedWords(database.name));
  }
}

const damagedWords = (path: string): string =>
  `The database ${path} is damaged and cannot be read. Restore it from a copy, or move it away to start with an empty one.`;

function wordsFor(path: string, error: unknown): string {
  const code = error instanceof BetterSqlite3.SqliteError ? error.code : '';
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return damagedWords(path);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return `Another Cellwright already uses ${path}. Stop it first, or choose another data folder.`;
  }
  if (/^SQLITE_(CANTOPEN|READONLY|PERM)/.test(code)) {
    return `The database ${path} cannot be opened for writing. Check that its folder exists and that you may write there.`;
  }
  if (/^SQLITE_(FULL|IOERR)/.test(code)) {
    return `The database ${path} cannot be written: the disk is full or failing. Free some space and start again.`;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return `The database ${path} cannot be used: ${reason}`;
}
