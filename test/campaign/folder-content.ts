/** What lies in a folder: every file by its hash, every link by where it points. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

export type Content = ReadonlyMap<string, string>;

/** By paths inside the folder, with slashes. */
export function contentOf(root: string): Content {
  const content = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(root.length + 1);
    if (entry.isSymbolicLink()) content.set(name, `-> ${readlinkSync(path)}`);
    else if (entry.isFile()) content.set(name, hashOf(path));
  }
  return content;
}

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** What was there before and is nowhere now, under whatever name, but for what `mayChange`. */
export function missingFrom(
  before: Content,
  after: Content,
  mayChange: (path: string) => boolean,
): readonly string[] {
  const left = new Set(after.values());
  return [...before].filter(([path, hash]) => !left.has(hash) && !mayChange(path)).map(([path]) => path);
}
