/**
 * A lock that the system itself keeps: SQLite's, on a tiny database of its own. It goes with the process, however that ends,
 * on every system and wherever a database can lie: no link, no socket, no process number is trusted.
 */
import BetterSqlite3 from 'better-sqlite3';
import { truncateSync } from 'node:fs';

export interface HeldLock {
  /** The file stays; a lock file that is removed can be held twice. */
  readonly release: () => void;
}

/** Two that begin at once get in each other's way for a moment; one of them has it then. */
const patienceMs = 300;

/** Undefined where another process holds it. Throws SQLite's error where the file cannot be made, written or locked. */
export function holdLockFile(path: string): HeldLock | undefined {
  try {
    return hold(path);
  } catch (error) {
    const code = error instanceof BetterSqlite3.SqliteError ? error.code : '';
    if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return undefined;
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test(code)) throw error;
    // Of an earlier version, or cut off: nobody holds what SQLite cannot read. Emptied, not removed.
    truncateSync(path);
    return hold(path);
  }
}

function hold(path: string): HeldLock {
  const database = new BetterSqlite3(path, { timeout: patienceMs });
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = MEMORY');
    database.pragma('synchronous = OFF');
    database.exec('BEGIN EXCLUSIVE');
    // Where whoever is refused finds it: it names the holder, and proves nothing.
    database.pragma(`user_version = ${process.pid}`);
    database.exec('COMMIT');
    return { release: () => void database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}
