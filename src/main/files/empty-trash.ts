/** Removes from the trash what has lain there for thirty days on which the program ran: only what a manifest lists. */
import { readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { z } from 'zod';
import { keptDaysInTrash } from './trash.ts';

const manifestSchema = z.object({
  format: z.literal(1),
  seen_days: z.int(),
  items: z.array(z.object({ path: z.string() })),
});

/**
 * `seenDays`: how many days the program has seen by now. Answers the names of the batches that went; one that cannot be
 * removed is told and left.
 */
export async function emptyTrash(
  dataDir: string,
  seenDays: number,
  reportError: (error: unknown) => void,
): Promise<readonly string[]> {
  const trash = join(dataDir, 'trash');
  const gone: string[] = [];
  for (const name of await readdir(trash).catch(() => [])) {
    const folder = join(trash, name);
    const manifest = await readManifest(folder);
    if (!manifest || seenDays - manifest.seen_days < keptDaysInTrash) continue;
    const paths = manifest.items.map(({ path }) => path);
    await removeBatch(folder, paths).then(() => gone.push(name), reportError);
  }
  return gone;
}

async function readManifest(folder: string) {
  try {
    return manifestSchema.safeParse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** What somebody else put there keeps its folder. */
async function removeBatch(folder: string, paths: readonly string[]): Promise<void> {
  const files = join(folder, 'files');
  const inside = paths.filter((path) => normalize(join(files, path)).startsWith(files));
  for (const path of inside) await rm(join(files, path), { recursive: true, force: true, maxRetries: 3 });
  const folders = new Set(inside.map((path) => join(files, path, '..')));
  for (const one of [...folders, files]) await rmdir(one).catch(() => undefined);
  await rm(join(folder, 'manifest.json'), { force: true });
  await rmdir(folder).catch(() => undefined);
}
