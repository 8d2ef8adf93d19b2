/** Gives the disk back what deletions left free, a slice at a time, with everybody else served in between. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from './open-database.ts';

/** 128 KB; measured well under 2 ms. */
const pagesAtOnce = 32;
/** 4 MB: less is soon needed again. */
const keptFreePages = 1000;

/** Answers how many pages it gave back; none where the database was made by a version that could not. */
export async function shrinkDatabase(database: Database, signal: AbortSignal): Promise<number> {
  const free = (): number => Number(database.pragma('freelist_count', { simple: true }));
  const before = free();
  if (Number(database.pragma('auto_vacuum', { simple: true })) !== 2) return 0;
  let left = before;
  while (left > keptFreePages) {
    database.pragma(`incremental_vacuum(${pagesAtOnce})`);
    await nextTurn();
    if (signal.aborted) break;
    const now = free();
    if (now >= left) break;
    left = now;
  }
  return before - left;
}
