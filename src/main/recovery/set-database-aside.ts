/** Moves a database that another shall take the place of into the trash, with its log. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { moveToTrash } from '../files/trash.ts';

const files = ['cellwright.db', 'cellwright.db-wal', 'cellwright.db-shm', 'cellwright.db-journal'];

/** Throws where it cannot be moved; then nothing may take its place. */
export async function setDatabaseAside(
  dataDir: string,
  { now, why }: { readonly now: string; readonly why: string },
): Promise<void> {
  const leftovers = files
    .filter((path) => existsSync(join(dataDir, path)))
    .map((path) => {
      const { size, mtime } = statSync(join(dataDir, path));
      return { path, why, byteCount: size, modifiedAt: mtime.toISOString() };
    });
  if (leftovers.length === 0) return;
  const { failures } = await moveToTrash(leftovers, { dataDir, now, seenDays: 0 });
  const [failure] = failures;
  if (failure) throw new Error(`${failure.path} cannot be moved into the trash`, { cause: failure.error });
}
