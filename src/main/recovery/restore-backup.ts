/** Puts a copy in the place of the database, before it is opened. What was there goes to the trash. */
import { existsSync } from 'node:fs';
import { copyFile, open, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type BackupFiles, hashInBackupName } from '../files/backup-files.ts';
import { hashOfFile } from '../../stored-cells/stored-file.ts';
import { StoreError } from '../store/store-error.ts';
import { setDatabaseAside } from './set-database-aside.ts';
import type { CopyVerifier } from './verify-in-thread.ts';
import { moveFile } from '../../disk/move-file.ts';

export interface RestoreParts {
  readonly dataDir: string;
  /** A name in `backups/`, a path, or empty for the newest that is sound. */
  readonly wanted: string;
  readonly files: BackupFiles;
  readonly verifier: CopyVerifier;
  readonly now: () => string;
  readonly warn: (message: string) => void;
}

/** Answers the path of the copy. Throws StoreError, with everything as it was, where no copy can be used. */
export async function restoreBackup(parts: RestoreParts): Promise<string> {
  const candidates = await candidatesOf(parts);
  const reasons: string[] = [];
  for (const path of candidates) {
    const reason = await tryRestore(path, parts);
    if (reason === undefined) return path;
    reasons.push(`${path}: ${reason}`);
    parts.warn(`the copy ${path} cannot be used: ${reason}`);
  }
  const why = reasons.length === 0 ? 'there is none in backups/' : reasons.join('; ');
  throw new StoreError(
    `No copy of the database can be restored: ${why}. Nothing was changed. Name another with --restore FILE, or go on with what the folder holds with --adopt.`,
  );
}

async function candidatesOf({ wanted, files }: RestoreParts): Promise<readonly string[]> {
  if (wanted === '') return (await files.list()).map(({ file }) => files.pathOf(file));
  const named = files.pathOf(wanted);
  if (hashInBackupName(wanted) !== undefined && existsSync(named)) return [named];
  const path = resolve(wanted);
  if (existsSync(path)) return [path];
  throw new StoreError(
    `There is no copy ${wanted} to restore: name a file, or one of ${named.slice(0, -wanted.length)}`,
  );
}

/** Copied first: what the user named is only ever read. Answers why it cannot be used. */
async function tryRestore(
  path: string,
  { dataDir, verifier, now }: RestoreParts,
): Promise<string | undefined> {
  const expected = hashInBackupName(basename(path));
  if (expected !== undefined && !(await hashOfFile(path)).startsWith(expected)) {
    return 'it has changed since it was made';
  }
  const target = join(dataDir, 'cellwright.db');
  const arriving = `${target}.restoring`;
  await copyFile(path, arriving);
  await flush(arriving);
  const verdict = await verifier.verify(arriving);
  if (verdict.type === 'damaged') {
    await rm(arriving, { force: true });
    return verdict.reason;
  }
  await setDatabaseAside(dataDir, { now: now(), why: `the copy ${path} took its place` });
  await moveFile(arriving, target);
  return undefined;
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
