/**
 * Where Electron keeps its own files: for each data folder a folder of this user on a disk of this machine, since Chromium
 * needs links there, which a stick or a network share may not have.
 */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** `appDataDir`: where programs of this user keep such files. */
export function windowFolder(appDataDir: string, dataDir: string): string {
  const key = createHash('sha256')
    .update(realPathOf(resolve(dataDir)))
    .digest('hex')
    .slice(0, 16);
  // Not in a folder `Cellwright`, which is the data folder itself on macOS.
  return join(appDataDir, 'Cellwright Window', key);
}

/** The same for every way to it; of what is not there yet, as far as it is there. */
function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return dirname(path) === path ? path : join(realPathOf(dirname(path)), basename(path));
  }
}
