/** Finds what a program that was killed left behind: files of our names that no row knows, older than this start. */
import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isOwnName } from './inspect-data-folder.ts';
import type { OwnFolder } from './own-names.ts';

export interface LeftoverRule {
  readonly folder: OwnFolder;
  readonly isNeeded: (name: string) => boolean;
  /** In words, for the manifest. */
  readonly why: string;
}

export interface Leftover {
  /** Inside the data folder, with slashes. */
  readonly path: string;
  readonly why: string;
  readonly byteCount: number;
  readonly modifiedAt: string;
}

/** A folder that is a link belongs to others as well: nothing in it is a leftover of ours for certain. */
export async function findLeftovers(
  dataDir: string,
  rules: readonly LeftoverRule[],
  startedAtMs: number,
): Promise<readonly Leftover[]> {
  const found: Leftover[] = [];
  for (const rule of rules) {
    const folder = join(dataDir, rule.folder);
    const kind = await lstat(folder).catch(() => undefined);
    if (kind?.isDirectory() !== true && rule.folder !== '.') continue;
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const leftover = await judge({ dataDir, rule, entry, startedAtMs });
      if (leftover) found.push(leftover);
    }
  }
  return found;
}

interface Candidate {
  readonly dataDir: string;
  readonly rule: LeftoverRule;
  readonly entry: Dirent;
  readonly startedAtMs: number;
}

async function judge({ dataDir, rule, entry, startedAtMs }: Candidate): Promise<Leftover | undefined> {
  if (!isOwnName(rule.folder, entry) || rule.isNeeded(entry.name)) return undefined;
  const path = join(dataDir, rule.folder, entry.name);
  if (rule.folder === 'jobs' && !(await isJobFolder(path, entry.name))) return undefined;
  const { size, mtime } = await lstat(path);
  if (mtime.getTime() >= startedAtMs) return undefined;
  return {
    path: rule.folder === '.' ? entry.name : `${rule.folder}/${entry.name}`,
    why: rule.why,
    byteCount: size,
    modifiedAt: mtime.toISOString(),
  };
}

/** A number is a name that others give, too: ours is empty, or holds the spec of that job, or arrays alone. */
async function isJobFolder(path: string, name: string): Promise<boolean> {
  const names = await readdir(path);
  if (names.every((one) => one === 'arrays')) return true;
  try {
    const spec: unknown = JSON.parse(await readFile(join(path, 'spec.json'), 'utf8'));
    return typeof spec === 'object' && spec !== null && 'job_id' in spec && spec.job_id === Number(name);
  } catch {
    return false;
  }
}
