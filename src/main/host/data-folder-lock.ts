/** Keeps a second program off the same data folder: a file with the number of the process that owns it. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { identityOf, isAtWork, processIdOf } from '../processes/process-identity.ts';

/**
 * Creates the folder where it is missing. Answers how to let go of it. Throws one sentence where the folder cannot be
 * written or another program has it; a lock that a killed program left is replaced.
 */
export async function lockDataFolder(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'cellwright.lock');
  const own = `${path}.${randomUUID()}`;
  const identity = await identityOf(process.pid);
  try {
    await makeFolder(dataDir);
    await writeFile(own, identity);
  } catch (cause) {
    throw new Error(cannotWrite(dataDir, cause), { cause });
  }
  try {
    await removeStaleLock(path, dataDir);
    await link(own, path).catch((cause: unknown) => {
      throw new Error(isCode(cause, 'EEXIST') ? inUse(dataDir) : cannotWrite(dataDir, cause), { cause });
    });
  } finally {
    await rm(own, { force: true });
  }
  return async () => {
    if ((await readLock(path)) === identity) await rm(path, { force: true });
  };
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

/** Moved away before it is removed: of two programs that find it stale at once, one finds nothing left to move. */
async function removeStaleLock(path: string, dataDir: string): Promise<void> {
  const holder = await readLock(path);
  if (holder === undefined) return;
  const processId = processIdOf(holder);
  if (processId !== process.pid && (await isAtWork(holder))) {
    throw new Error(inUse(dataDir, processId));
  }
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => undefined);
  await rm(aside, { force: true });
}

const readLock = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const inUse = (dataDir: string, processId?: number): string =>
  `The data folder ${dataDir} is in use by another Cellwright${processId === undefined ? '' : ` (process ${processId})`}; stop that one, or choose another folder with --data-dir`;

function cannotWrite(dataDir: string, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const said = code === '' ? '' : ` (${code})`;
  return `The data folder ${dataDir} cannot be written${said}; ${wayOut(code)}, or choose another with --data-dir`;
}

function wayOut(code: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'its disk is full: free some space';
    case 'EROFS':
      return 'its disk is read-only: mount it for writing';
    case 'EACCES':
    case 'EPERM':
      return 'change its permissions';
    default:
      return 'see that it can be made and written';
  }
}
