/** Whether a file is still what was stored: by the SHA-256 of its bytes. What has changed is named and never used. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** The file is there, but no longer what was stored. */
export class DamagedFile extends Error {
  constructor(path: string) {
    super(`${path} has changed since it was stored`);
    this.name = 'DamagedFile';
  }
}

export const hashOfBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A little at a time, with everybody else served in between. Fails with code ENOENT where there is no such file. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Throws DamagedFile unless the bytes of `path` have the hash; one of null is of an older version, not known yet. */
export function checkBytes(bytes: Uint8Array, path: string, hash: string | null): void {
  if (hash !== null && hashOfBytes(bytes) !== hash) throw new DamagedFile(path);
}

/** As `checkBytes`, without the bytes in memory. */
export async function checkFile(path: string, hash: string | null): Promise<void> {
  if (hash === null) return;
  const found = await hashOfFile(path).catch((error: unknown) => {
    // A folder of that name is no file of ours.
    if (error instanceof Error && 'code' in error && error.code === 'EISDIR') return undefined;
    throw error;
  });
  if (found !== hash) throw new DamagedFile(path);
}

export type CheckFile = (path: string, hash: string | null) => Promise<void>;

/** So long a check holds of a file that looks the same to the system: a page of rows shall not cost the whole file. */
const trustedMs = 10 * 60 * 1000;
const maxRemembered = 10_000;

/** For files that are read a page at a time: checked whole at the first page, when they were touched, and now and then. */
export function createFileCheck(nowMs: () => number = () => performance.now()): CheckFile {
  const checked = new Map<string, { readonly look: string; readonly atMs: number }>();
  return async (path, hash) => {
    const look = `${await lookOf(path)} ${hash ?? ''}`;
    const known = checked.get(path);
    if (known?.look === look && nowMs() - known.atMs < trustedMs) return;
    await checkFile(path, hash);
    if (checked.size >= maxRemembered) checked.clear();
    checked.set(path, { look, atMs: nowMs() });
  };
}

async function lookOf(path: string): Promise<string> {
  const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  return [ino, size, mtimeNs, ctimeNs].join(' ');
}
