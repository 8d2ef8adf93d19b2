/** Looks through a log for a text, a portion at a time with everybody else served in between. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LogLine } from '../../shared/contract/job.ts';
import type { LogFilter, LogStore } from '../store/log-store.ts';

export interface FoundLines {
  /** Those of the page, oldest first. */
  readonly lines: readonly LogLine[];
  /** Lines with the text in all. */
  readonly total: number;
}

const smallestPortion = 50;
const largestPortion = 20_000;
/** Milliseconds that a portion should take: lines may be short or have ten thousand characters. */
const wantedMs = 3;

export async function searchLogs(
  logs: Pick<LogStore, 'countLogs' | 'findOffsets' | 'listLogs'>,
  filter: LogFilter,
  search: { readonly text: string; readonly offset: number; readonly limit: number },
): Promise<FoundLines> {
  const lineCount = logs.countLogs(filter);
  const onPage: number[] = [];
  let total = 0;
  let portion = smallestPortion;
  for (let offset = 0; offset < lineCount;) {
    const startedAt = performance.now();
    const found = logs.findOffsets(filter, search.text, { offset, limit: portion });
    onPage.push(
      ...found.slice(Math.max(0, search.offset - total), Math.max(0, search.offset + search.limit - total)),
    );
    total += found.length;
    offset += portion;
    portion = nextPortion(portion, performance.now() - startedAt);
    await nextTurn();
  }
  const lines = onPage.flatMap((offset) => logs.listLogs(filter, { offset, limit: 1 }));
  return { lines, total };
}

/** At most twice the last one, so that one lucky measurement makes no long one. */
function nextPortion(portion: number, elapsedMs: number): number {
  const fitting = Math.floor(portion * Math.min(2, wantedMs / Math.max(elapsedMs, 0.01)));
  return Math.min(largestPortion, Math.max(smallestPortion, fitting));
}
