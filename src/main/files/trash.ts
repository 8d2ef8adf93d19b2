/**
 * `<dataDir>/trash/<time>-<id>/`: what a start put aside, with a manifest that says what, whence, when and why. Written
 * before anything moves, so that whatever lies there has its line.
 */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Leftover } from './find-leftovers.ts';
import { moveFile } from '../../disk/move-file.ts';
import { replaceFile } from '../../disk/replace-file.ts';

export const keptDaysInTrash = 30;

export interface Discarded {
  /** Of the folder in `trash/`. */
  readonly name: string;
  readonly paths: readonly string[];
  /** What could not be moved, such as a file on another disk; it lies where it lay. */
  readonly failures: readonly { readonly path: string; readonly error: unknown }[];
}

export interface DiscardParts {
  readonly dataDir: string;
  /** UTC, ISO 8601 */
  readonly now: string;
  /** How many days the program has seen; the manifest keeps it, so that a clock that jumps empties nothing. */
  readonly seenDays: number;
}

/** Moves the files; none is ever removed. */
export async function moveToTrash(leftovers: readonly Leftover[], parts: DiscardParts): Promise<Discarded> {
  const name = `${parts.now.replace(/[-:]|\.\d+/g, '')}-${randomUUID().slice(0, 8)}`;
  const folder = join(parts.dataDir, 'trash', name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await replaceFile(join(folder, 'manifest.json'), manifestOf(leftovers, parts), { mode: 0o600 });
  const failures: { path: string; error: unknown }[] = [];
  for (const { path } of leftovers) {
    const target = join(folder, 'files', path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await moveFile(join(parts.dataDir, path), target).catch((error: unknown) =>
      failures.push({ path, error }),
    );
  }
  const failed = new Set(failures.map(({ path }) => path));
  return { name, paths: leftovers.map(({ path }) => path).filter((path) => !failed.has(path)), failures };
}

function manifestOf(leftovers: readonly Leftover[], { now, seenDays }: DiscardParts): string {
  const about = `Put aside by a start of Cellwright. Move a file back from files/ to its path to have it again; kept for ${keptDaysInTrash} days.`;
  const items = leftovers.map(({ path, why, byteCount, modifiedAt }) => ({
    path,
    why,
    bytes: byteCount,
    modified_at: modifiedAt,
  }));
  return `${JSON.stringify({ format: 1, about, moved_at: now, seen_days: seenDays, items }, null, 2)}\n`;
}
