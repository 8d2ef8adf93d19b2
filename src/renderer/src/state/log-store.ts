/** The log that is open: its level filter, the pages read so far, and reading on as lines arrive. */
import { create } from 'zustand';
import type { LogLevel, LogLine } from '../../../shared/contract/job.ts';
import { backend } from './backend.ts';
import { failed, type Loading, loading, ready } from './loading.ts';
import { emptyLog, linesPerPage, type LogBook, missingPages, pageOfLine, withPages } from './log-book.ts';
import { type Throttled, throttled } from './throttled.ts';

interface LogState {
  readonly jobId: number | null;
  readonly level: LogLevel | null;
  readonly book: LogBook;
  readonly loading: Loading;
}

export const useLogStore = create<LogState>(() => ({ jobId: null, level: null, book: emptyLog, loading }));

const tailPauseMs = 300;
const asking = new Set<number>();
let tail: Throttled | null = null;

/** Shows the log of a job from its end. */
export function openLog(jobId: number, level: LogLevel | null): void {
  closeLog();
  useLogStore.setState({ jobId, level, book: emptyLog, loading });
  tail = throttled(readTail, tailPauseMs);
  tail.wish();
}

export function closeLog(): void {
  tail?.cancel();
  tail = null;
  asking.clear();
  useLogStore.setState({ jobId: null, book: emptyLog });
}

/** The open job has new lines, or may have. */
export function readNewLines(jobId: number): void {
  if (useLogStore.getState().jobId === jobId) tail?.wish();
}

/** Reads the pages that cover lines `from` to `to`. */
export function wantLines(from: number, to: number): void {
  const pages = missingPages(useLogStore.getState().book, from, to).filter((page) => !asking.has(page));
  if (pages.length > 0) void readPages(pages);
}

/** The last page as it was, then whatever the log's end is now. */
async function readTail(): Promise<void> {
  const before = useLogStore.getState();
  await readPages([pageOfLine(Math.max(0, before.book.total - 1))]);
  const now = useLogStore.getState();
  if (now.jobId !== before.jobId || now.level !== before.level) return;
  const missing = missingPages(now.book, now.book.total - 1, now.book.total - 1);
  if (missing.length > 0) await readPages(missing);
}

async function readPages(pages: readonly number[]): Promise<void> {
  const { jobId, level } = useLogStore.getState();
  if (jobId === null) return;
  for (const page of pages) asking.add(page);
  try {
    const answers = await Promise.all(pages.map((page) => askPage(jobId, level, page)));
    const read = answers.map(({ logs }, index) => [pages[index] ?? 1, logs] as const);
    const total = Math.max(...answers.map(({ meta }) => meta.total));
    useLogStore.setState((state) =>
      state.jobId === jobId && state.level === level
        ? { book: withPages(state.book, read, Math.max(state.book.total, total)), loading: ready }
        : state,
    );
  } catch (error) {
    const { jobId: openId, book } = useLogStore.getState();
    if (openId === jobId && book.total === 0) useLogStore.setState({ loading: failed(error) });
  } finally {
    for (const page of pages) asking.delete(page);
  }
}

const askPage = (jobId: number, level: LogLevel | null, page: number) =>
  backend().call('get-training-logs', {
    job_id: jobId,
    page,
    page_size: linesPerPage,
    ...(level === null ? {} : { level }),
  });

const pagesAtOnce = 6;

/** Every line from the first; `isWanted` hears the share that is there and may end it. Throws ClientError. */
export async function readWholeLog(
  jobId: number,
  level: LogLevel | null,
  isWanted: (share: number) => boolean,
): Promise<readonly LogLine[]> {
  const { logs, meta } = await askPage(jobId, level, 1);
  const lines = [...logs];
  for (let page = 2; page <= meta.total_pages && isWanted(page / meta.total_pages); page += pagesAtOnce) {
    const count = Math.min(pagesAtOnce, meta.total_pages - page + 1);
    const asked = Array.from({ length: count }, (_, index) => askPage(jobId, level, page + index));
    for (const answer of await Promise.all(asked)) lines.push(...answer.logs);
  }
  return lines;
}

/** Reads all pages of the open log, the newest first, until `isWanted` says no; for a search through everything. */
export async function readAllPages(isWanted: () => boolean): Promise<void> {
  const { book } = useLogStore.getState();
  const pages = missingPages(book, 0, book.total - 1).toReversed();
  for (let read = 0; read < pages.length && isWanted(); read += pagesAtOnce) {
    await readPages(pages.slice(read, read + pagesAtOnce));
  }
  isWanted();
}
