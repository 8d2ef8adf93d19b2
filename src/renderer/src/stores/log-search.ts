/** The search through the open log: the backend offers none, so the pages are read one after the other and searched here. */
import { create } from 'zustand';
import { findLines, type LogBook } from './log-book.ts';
import { readAllPages, useLogStore } from './log-store.ts';

interface LogSearchState {
  readonly text: string;
  /** Places of the lines that match, rising. */
  readonly found: readonly number[];
  /** Which of them one looks at. */
  readonly current: number;
  readonly searchedLines: number;
}

const nothing: LogSearchState = { text: '', found: [], current: 0, searchedLines: 0 };

export const useLogSearch = create<LogSearchState>(() => nothing);

/** `current` counts around: one after the last is the first. */
export function searchLog(text: string, current: number): void {
  const isNewText = text !== useLogSearch.getState().text;
  const { book } = useLogStore.getState();
  useLogSearch.setState(text === '' ? nothing : matchesIn(book, text, current));
  if (text !== '' && isNewText) {
    void readAllPages(() => {
      const now = useLogSearch.getState();
      if (now.text === text) useLogSearch.setState(matchesIn(useLogStore.getState().book, text, now.current));
      return now.text === text;
    });
  }
}

function matchesIn(book: LogBook, text: string, current: number): LogSearchState {
  const found = findLines(book, text);
  const searchedLines = [...book.pages.values()].reduce((sum, lines) => sum + lines.length, 0);
  const around = found.length === 0 ? 0 : (current + found.length) % found.length;
  return { text, found, current: around, searchedLines };
}
