/** Removes what this program and its trainers wrote into a job folder, and nothing that somebody else put there. */
import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode } from './data-folder-marker.ts';

/** What a trainer leaves beside what it was given. */
export const isResult = (name: string): boolean =>
  /^(?:checkpoint(?:-older)?|model)\.safetensors(?:\.new)?(?:\.part)?$/.test(name) || name === 'trainer.pid';

const isSpec = (name: string): boolean => /^spec\.(?:json|sha256)(?:\.\d+)?$/.test(name);
const isArray = (name: string): boolean => /^[0-9a-f]{64}\.safetensors$/.test(name);

/** A folder that is a link belongs to others as well, and stays. */
export async function removeJobFolder(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) return;
  await removeOwn(join(path, 'arrays'), isArray);
  await removeIfEmpty(join(path, 'arrays'));
  await removeOwn(path, (name) => isResult(name) || isSpec(name));
  await removeIfEmpty(path);
}

/** Files; a folder that is not there has none. */
export async function removeOwn(folder: string, isOwn: (name: string) => boolean): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isFile() && isOwn(entry.name))
      await rm(join(folder, entry.name), { force: true, maxRetries: 3 });
  }
}

async function removeIfEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch((error: unknown) => {
    const isExpected = ['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'].some((code) => isCode(error, code));
    if (!isExpected) throw error;
  });
}
