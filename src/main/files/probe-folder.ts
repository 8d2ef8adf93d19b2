/** Whether a data folder takes what is written now. */
import { existsSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goneFolder } from '../../shared/domain/storage-fault.ts';

/** Throws an error of a storage fault where the folder, or the disk that it lay on, is not there any more. */
export function requireFolder(dataDir: string): void {
  if (!existsSync(join(dataDir, 'cellwright.db'))) throw goneFolder(dataDir);
}

/** By a file that is gone again at once; for so many bytes only by what the system says is free. */
export function takesFiles(dataDir: string, freeBytes: number): boolean {
  const path = join(dataDir, 'cellwright.probe');
  try {
    requireFolder(dataDir);
    const { bavail, bsize } = statfsSync(dataDir);
    if (bavail * bsize <= freeBytes) return false;
    writeFileSync(path, 'x', { mode: 0o600 });
    rmSync(path);
    return true;
  } catch {
    return false;
  }
}
