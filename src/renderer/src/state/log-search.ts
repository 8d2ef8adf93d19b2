/** The search through the open log: its pages are read one after the other and searched here. */
import { createStore, type StoreApi } from 'zustand';
import type { LogLine } from '../../../shared/contract/job.ts';
import { findInPage, type LogBook } from './log-book.ts';
import type { LogStore } from './log-store.ts';

interface LogSearchState {
  readonly text: string;
  /** Indexes of the lines that match, rising. */
  readonly found: readonly number[];
  /** Which of them one looks at. */
  readonly current: number;
  readonly searchedLines: number;
}

export interface LogSearch {
  readonly state: StoreApi<LogSearchState>;
  /** `current` counts around: one after the last is the first. */
  readonly search: (text: string, current: number) => void;
}

/** What was found on each page, so that a page is searched once; a page that has grown is another array of lines. */
type Hits = Map<readonly LogLine[], readonly number[]>;

const nothing: LogSearchState = { text: '', found: [], current: 0, searchedLines: 0 };

export function createLogSearch(log: Pick<LogStore, 'state' | 'readAllPages'>): LogSearch {
  const state = createStore<LogSearchState>(() => nothing);
  let hits: Hits = new Map();
  const show = (text: string, current: number): void =>
    state.setState(matchesIn(log.state.getState().book, hits, text, current));
  const searchUnread = (text: string): Promise<void> =>
    log.readAllPages(() => {
      const now = state.getState();
      if (now.text !== text) return false;
      show(text, now.current);
      return true;
    });
  // What is typed before the log is there is searched once it is; lines that arrive are searched, too.
  log.state.subscribe((now, before) => {
    const { text, current } = state.getState();
    if (text === '' || now.book === before.book) return;
    show(text, current);
    if (before.book.total === 0 && now.book.total > 0) void searchUnread(text);
  });
  return {
    state,
    search: (text, current) => {
      const isNewText = text !== state.getState().text;
      if (isNewText) hits = new Map();
      if (text === '') {
        state.setState(nothing);
        return;
      }
      show(text, current);
      if (isNewText) void searchUnread(text);
    },
  };
}

function matchesIn({ pages }: LogBook, hits: Hits, text: string, current: number): LogSearchState {
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
