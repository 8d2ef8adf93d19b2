/** The search through the open log: the backend offers none, so the pages are read one after the other and searched here. */
import { create } from 'zustand';
import type { LogLine } from '../../../shared/contract/job.ts';
import { findInPage, type LogBook } from './log-book.ts';
import { readAllPages, useLogStore } from './log-store.ts';

interface LogSearchState {
  readonly text: string;
  /** Indexes of the lines that match, rising. */
  readonly found: readonly number[];
  /** Which of them one looks at. */
  readonly current: number;
  readonly searchedLines: number;
}

const nothing: LogSearchState = { text: '', found: [], current: 0, searchedLines: 0 };

export const useLogSearch = create<LogSearchState>(() => nothing);

/** What was found on each page, so that a page is searched once; a page that has grown is another array of lines. */
let hits = new Map<readonly LogLine[], readonly number[]>();

/** `current` counts around: one after the last is the first. */
export function searchLog(text: string, current: number): void {
  const isNewText = text !== useLogSearch.getState().text;
  if (isNewText) hits = new Map();
  if (text === '') {
    useLogSearch.setState(nothing);
    return;
  }
  useLogSearch.setState(matchesIn(useLogStore.getState().book, text, current));
  if (isNewText) void searchUnread(text);
}

async function searchUnread(text: string): Promise<void> {
  await readAllPages(() => {
    const now = useLogSearch.getState();
    if (now.text !== text) return false;
    useLogSearch.setState(matchesIn(useLogStore.getState().book, text, now.current));
    return true;
  });
}

function matchesIn({ pages }: LogBook, text: string, current: number): LogSearchState {
  let searchedLines = 0;
  const found = [...pages.keys()]
    .sort((one, other) => one - other)
    .flatMap((page) => {
      const lines = pages.get(page) ?? [];
      searchedLines += lines.length;
      const known = hits.get(lines) ?? findInPage(page, lines, text);
      hits.set(lines, known);
      return known;
    });
  const around = found.length === 0 ? 0 : (current + found.length) % found.length;
  return { text, found, current: around, searchedLines };
}
