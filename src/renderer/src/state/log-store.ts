/** The log that is open: its level filter, the pages read so far, and reading on as lines arrive. */
import { createStore, type StoreApi } from 'zustand';
import type { LogLevel, LogLine } from '../../../shared/contract/job.ts';
import type { OutputOf } from '../../../shared/contract/operations.ts';
import type { Client } from '../client/client.ts';
import { failed, type Loading, loading, ready } from './loading.ts';
import { emptyLog, linesPerPage, type LogBook, missingPages, pageOfLine, withPages } from './log-book.ts';
import { type Throttled, throttled } from './throttled.ts';

interface LogState {
  readonly jobId: number | null;
  readonly level: LogLevel | null;
  readonly book: LogBook;
  readonly loading: Loading;
}

export interface LogStore {
  readonly state: StoreApi<LogState>;
  /** Shows the log of a job from its end. */
  readonly open: (jobId: number, level: LogLevel | null) => void;
  readonly close: () => void;
  /** The job has new lines, or may have; nothing where its log is not open. */
  readonly readNew: (jobId: number) => void;
  /** Reads the pages that cover lines `from` to `to`. */
  readonly want: (from: number, to: number) => void;
  /** Every line from the first; `isWanted` hears the share that is there and may end it. Throws ClientError. */
  readonly readWhole: (
    jobId: number,
    level: LogLevel | null,
    isWanted: (share: number) => boolean,
  ) => Promise<readonly LogLine[]>;
  /** Reads all pages of the open log, the newest first, until `isWanted` says no; for a search through everything. */
  readonly readAllPages: (isWanted: () => boolean) => Promise<void>;
}

const tailPauseMs = 300;
const pagesAtOnce = 6;

export function createLogStore(client: Pick<Client, 'call'>): LogStore {
  const state = createStore<LogState>(() => ({ jobId: null, level: null, book: emptyLog, loading }));
  const askPage = pageAsker(client);
  const reader = createPageReader(state, askPage);
  let tail: Throttled | null = null;
  const close = (): void => {
    tail?.cancel();
    tail = null;
    reader.asking.clear();
    state.setState({ jobId: null, book: emptyLog });
  };
  return {
    state,
    close,
    open: (jobId, level) => {
      close();
      state.setState({ jobId, level, book: emptyLog, loading });
      tail = throttled(() => readTail(state, reader.read), tailPauseMs);
      tail.wish();
    },
    readNew: (jobId) => {
      if (state.getState().jobId === jobId) tail?.wish();
    },
    want: (from, to) => {
      const pages = missingPages(state.getState().book, from, to).filter((page) => !reader.asking.has(page));
      if (pages.length > 0) void reader.read(pages);
    },
    readWhole: (jobId, level, isWanted) => readWhole((page) => askPage(jobId, level, page), isWanted),
    readAllPages: (isWanted) => readAllPages(state.getState().book, reader.read, isWanted),
  };
}

type LogPage = OutputOf<'get-training-logs'>;
type AskPage = (jobId: number, level: LogLevel | null, page: number) => Promise<LogPage>;
/** Never rejects. */
type ReadPages = (pages: readonly number[]) => Promise<void>;

const pageAsker =
  (client: Pick<Client, 'call'>): AskPage =>
  (jobId, level, page) =>
    client.call('get-training-logs', {
      job_id: jobId,
      page,
      page_size: linesPerPage,
      ...(level === null ? {} : { level }),
    });

function createPageReader(state: StoreApi<LogState>, askPage: AskPage) {
  const asking = new Set<number>();
  const read: ReadPages = async (pages) => {
    const { jobId, level } = state.getState();
    if (jobId === null) return;
    for (const page of pages) asking.add(page);
    try {
      const answers = await Promise.all(pages.map((page) => askPage(jobId, level, page)));
      const lines = answers.map(({ logs }, index) => [pages[index] ?? 1, logs] as const);
      const total = Math.max(...answers.map(({ meta }) => meta.total));
      state.setState((now) =>
        now.jobId === jobId && now.level === level
          ? { book: withPages(now.book, lines, Math.max(now.book.total, total)), loading: ready }
          : now,
      );
    } catch (error) {
      const { jobId: openId, book } = state.getState();
      if (openId === jobId && book.total === 0) state.setState({ loading: failed(error) });
    } finally {
      for (const page of pages) asking.delete(page);
    }
  };
  return { asking, read };
}

/** The last page as it was, then whatever the log's end is now. */
async function readTail(state: StoreApi<LogState>, read: ReadPages): Promise<void> {
  const before = state.getState();
  await read([pageOfLine(Math.max(0, before.book.total - 1))]);
  const now = state.getState();
  if (now.jobId !== before.jobId || now.level !== before.level) return;
  const missing = missingPages(now.book, now.book.total - 1, now.book.total - 1);
  if (missing.length > 0) await read(missing);
}

async function readWhole(
  askPage: (page: number) => Promise<LogPage>,
  isWanted: (share: number) => boolean,
): Promise<readonly LogLine[]> {
  const { logs, meta } = await askPage(1);
  const lines = [...logs];
  for (let page = 2; page <= meta.total_pages && isWanted(page / meta.total_pages); page += pagesAtOnce) {
    const count = Math.min(pagesAtOnce, meta.total_pages - page + 1);
    const asked = Array.from({ length: count }, (_, index) => askPage(page + index));
    for (const answer of await Promise.all(asked)) lines.push(...answer.logs);
  }
  return lines;
}

async function readAllPages(book: LogBook, readPages: ReadPages, isWanted: () => boolean): Promise<void> {
  const pages = missingPages(book, 0, book.total - 1).toReversed();
  for (let read = 0; read < pages.length && isWanted(); read += pagesAtOnce) {
    await readPages(pages.slice(read, read + pagesAtOnce));
  }
  isWanted();
}
