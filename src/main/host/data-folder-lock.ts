/** Keeps a second program off the same data folder: a lock of the system's own on `cellwright.lock` in it. */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { holdLockFile, type HeldLock } from '../store/hold-lock-file.ts';
import { lockHolder } from '../store/lock-holder.ts';

const lockIn = (dataDir: string): string => join(dataDir, 'cellwright.lock');

/**
 * Creates the folder where it is missing. Answers how to let go of it, at once. Throws one sentence where the folder cannot
 * be written or another program has it; what a killed program left is no lock.
 */
export async function lockDataFolder(dataDir: string): Promise<() => void> {
  const path = lockIn(dataDir);
  const lock = await hold(dataDir, path);
  if (!lock) throw new Error(inUse(dataDir, lockHolder(path)));
  return lock.release;
}

async function hold(dataDir: string, path: string): Promise<HeldLock | undefined> {
  try {
    await makeFolder(dataDir);
    return holdLockFile(path);
  } catch (cause) {
    throw new Error(cannotWrite(dataDir, cause), { cause });
  }
}

/** Whether a program has the folder at this moment; false where that cannot be found out. */
export function isDataFolderInUse(dataDir: string): boolean {
  try {
    const lock = holdLockFile(lockIn(dataDir));
    lock?.release();
    return lock === undefined;
  } catch {
    return false;
  }
}

/** Step by step: where no folder can be made at all, as under /proc, Node's recursive way never comes back. */
async function makeFolder(path: string): Promise<void> {
  const attempt = (): Promise<unknown> => mkdir(path, { mode: 0o700 });
  try {
    await attempt();
  } catch (error) {
    if (isCode(error, 'EEXIST')) return;
    if (!isCode(error, 'ENOENT') || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await attempt();
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const inUse = (dataDir: string, processId?: number): string =>
  `The data folder ${dataDir} is in use by another Cellwright${processId === undefined ? '' : ` (process ${processId})`}; stop that one, or choose another folder with --data-dir`;

function cannotWrite(dataDir: string, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const said = code === '' ? '' : ` (${code})`;
  return `The data folder ${dataDir} cannot be written${said}; ${wayOut(code)}, or choose another with --data-dir`;
}

const waysOut: Readonly<Record<string, string>> = {
  ENOSPC: 'its disk is full: free some space',
  EDQUOT: 'its disk is full: free some space',
  SQLITE_FULL: 'its disk is full: free some space',
  EROFS: 'its disk is read-only: mount it for writing',
  EACCES: 'change its permissions',
  EPERM: 'change its permissions',
  SQLITE_CANTOPEN: 'change its permissions',
  SQLITE_READONLY: 'change its permissions',
  SQLITE_READONLY_DIRECTORY: 'change its permissions',
};

function wayOut(code: string): string {
  if (code.startsWith('SQLITE_IOERR')) {
    return 'its file system keeps no locks, or is failing: use a disk of this machine';
  }
  return waysOut[code] ?? 'see that it can be made and written';
}
