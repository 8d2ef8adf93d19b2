/** A backup before a newer version changes the database: at once, since nothing else may happen meanwhile. */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from '../store/store-error.ts';
import { whyUnsound } from '../store/verify-copy.ts';
import { moveFileSync } from '../../disk/move-file.ts';

/** `database`: its log is empty, and nobody writes. Throws StoreError where there is no room for it, or it is damaged. */
export function backUpBeforeUpdate(dataDir: string, now: string): void {
  const folder = join(dataDir, 'backups');
  const unfinished = join(folder, 'unfinished.part');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    copyFileSync(join(dataDir, 'cellwright.db'), unfinished);
  } catch (cause) {
    rmSync(unfinished, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `The database of ${dataDir} must be changed for this version, and cannot be copied before that: ${reason}. Nothing was changed; free some space and start again.`;
    throw new StoreError(message, { cause });
  }
  const damage = whyUnsound(unfinished);
  if (damage !== undefined) {
    rmSync(unfinished, { force: true });
    const message = `The database of ${dataDir} must be changed for this version, and is damaged (${damage}). Nothing was changed. Start with --restore, or with --adopt to go on with what the folder holds.`;
    throw new StoreError(message, { isLost: true });
  }
  const hash = createHash('sha256').update(readFileSync(unfinished)).digest('hex').slice(0, 16);
  const time = now.replace(/[-:]|\.\d+/g, '');
  moveFileSync(unfinished, join(folder, `cellwright-${time}-update-${hash}.db`));
}
