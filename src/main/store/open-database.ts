/**
 * Opens the one database of a data folder. Write-ahead log with synchronous NORMAL: a killed process loses nothing that
 * was recorded; a power cut may lose the last moments but never corrupts. The lock is exclusive, because a second
 * program on the same folder would take the first one's running jobs for abandoned.
 */
import BetterSqlite3 from 'better-sqlite3';
import { statSync } from 'node:fs';
import { applicationId } from './application-id.ts';
import { checkDatabase } from './check-database.ts';
import { mendVersion } from './mend-version.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { StoreError } from './store-error.ts';

export type Database = BetterSqlite3.Database;

const busyTimeoutMs = 1000;
/** A second or two. */
const rewrittenUpToBytes = 256 * 1024 * 1024;

export interface OpenOptions {
  /** False where files lie beside it that a new database would know nothing of. */
  readonly mayBeNew: boolean;
  /** Before an older database is changed; its log is empty then. */
  readonly beforeUpdate?: () => void;
  /** Told whether all of it was looked through; the rest is for later where it is large. */
  readonly onChecked?: (isWhole: boolean) => void;
}

/**
 * Opens or creates, checks and migrates; throws StoreError in plain words when the file cannot be used. One of another
 * program is left as it is.
 */
export function openDatabase(path: string, options: OpenOptions = { mayBeNew: true }): Database {
  let database: Database | undefined;
  try {
    database = new BetterSqlite3(path, { timeout: busyTimeoutMs });
    // Before the first look into it, which would make a file of shared memory beside it.
    database.pragma('locking_mode = EXCLUSIVE');
    const isNew = !hasTables(database);
    if (isNew && !options.mayBeNew) throw new StoreError(emptyWords(path), { isLost: true });
    if (isNew) prepareNew(database);
    else refuseOfAnotherProgram(database);
    configure(database);
    if (!isNew) checkOld(database, options);
    migrate(database, migrations);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof StoreError ? error : storeErrorFor(path, error);
  }
}

function configure(database: Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  database.pragma('temp_store = MEMORY');
  database.pragma('cache_size = -16000');
}

const hasTables = (database: Database): boolean =>
  database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined;

function refuseOfAnotherProgram(database: Database): void {
  if (Number(database.pragma('application_id', { simple: true })) === applicationId) return;
  throw new StoreError(
    `${database.name} is a database of another program; it was left as it is. Choose another folder with --data-dir.`,
  );
}

/** Before its first table: what deletions free can be given back later, a little at a time. */
function prepareNew(database: Database): void {
  database.pragma('auto_vacuum = INCREMENTAL');
  database.pragma(`application_id = ${applicationId}`);
}

function checkOld(database: Database, { beforeUpdate, onChecked }: OpenOptions): void {
  const found = checkDatabase(database);
  if ('damage' in found) throw new StoreError(damagedWords(database.name), { isLost: true });
  onChecked?.(found.isWhole);
  mendVersion(database, migrations);
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version >= migrations.length) return;
  database.pragma('wal_checkpoint(TRUNCATE)');
  beforeUpdate?.();
  if (beforeUpdate) makeShrinkable(database);
}

/** Once, for a database of a version that could not shrink; it was copied just now. A huge one stays as it is. */
function makeShrinkable(database: Database): void {
  const isSmall = database.memory || statSync(database.name).size <= rewrittenUpToBytes;
  if (Number(database.pragma('auto_vacuum', { simple: true })) === 2 || !isSmall) return;
  database.pragma('auto_vacuum = INCREMENTAL');
  database.exec('VACUUM');
}

const waysOut =
  'Start with --restore to put the newest copy in its place (--restore FILE for another), with --adopt to go on with ' +
  'what the folder holds, or choose another folder with --data-dir.';
const damagedWords = (path: string): string =>
  `The database ${path} is damaged and cannot be read. Nothing was changed. ${waysOut}`;
const emptyWords = (path: string): string =>
  `The database ${path} is empty, although its folder is not. Nothing was changed. ${waysOut}`;

function storeErrorFor(path: string, cause: unknown): StoreError {
  const code = cause instanceof BetterSqlite3.SqliteError ? cause.code : '';
  const isLost = /^SQLITE_(NOTADB|CORRUPT)/.test(code);
  return new StoreError(isLost ? damagedWords(path) : wordsFor(path, code, cause), { cause, isLost });
}

function wordsFor(path: string, code: string, error: unknown): string {
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return `Another Cellwright already uses ${path}. Stop it first, or choose another data folder.`;
  }
  if (/^SQLITE_(CANTOPEN|READONLY|PERM)/.test(code)) {
    return `The database ${path} cannot be opened for writing. Check that its folder exists and that you may write there.`;
  }
  if (/^SQLITE_FULL/.test(code)) {
    return `The database ${path} cannot be written: the disk is full. Free some space and start again.`;
  }
  if (/^SQLITE_IOERR/.test(code)) {
    return `The database ${path} cannot be read or written: the disk is full or failing. See that it has space and is well, and start again.`;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return `The database ${path} cannot be used: ${reason}`;
}
