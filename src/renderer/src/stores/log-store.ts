/** The log that is open: its level filter, the pages read so far, and reading on as lines arrive. */
import { create } from 'zustand';
import type { LogLevel, LogLine } from '../../../shared/contract/job.ts';
import { backend } from './backend.ts';
import { failed, type Loading, loading, ready } from './loading.ts';
import { emptyLog, linesPerPage, type LogBook, missingPages, pageOfLine, withPage } from './log-book.ts';
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
  for (const page of missingPages(useLogStore.getState().book, from, to)) {
    if (!asking.has(page)) void readPage(page);
  }
}

/** The last page as it was, then whatever follows it. */
async function readTail(): Promise<void> {
  const before = useLogStore.getState();
  const known = before.book.total;
  await readPage(pageOfLine(Math.max(0, known - (known % linesPerPage === 0 ? 0 : 1))));
  const now = useLogStore.getState();
  if (now.jobId !== before.jobId || now.level !== before.level) return;
  const lastPage = pageOfLine(Math.max(0, now.book.total - 1));
  if (missingPages(now.book, now.book.total - 1, now.book.total - 1).includes(lastPage))
    await readPage(lastPage);
}

async function readPage(page: number): Promise<void> {
  const { jobId, level } = useLogStore.getState();
  if (jobId === null) return;
  asking.add(page);
  try {
    const { logs, meta } = await askPage(jobId, level, page);
    useLogStore.setState((state) =>
      state.jobId === jobId && state.level === level
        ? { book: withPage(state.book, page, logs, Math.max(state.book.total, meta.total)), loading: ready }
        : state,
    );
  } catch (error) {
    if (useLogStore.getState().jobId === jobId) useLogStore.setState({ loading: failed(error) });
  } finally {
    asking.delete(page);
  }
}

const askPage = (jobId: number, level: LogLevel | null, page: number) =>
  backend().call('get-training-logs', {
    job_id: jobId,
    page,
    page_size: linesPerPage,
    ...(level === null ? {} : { level }),
  });

/** Every line, read page by page; `onProgress` hears how many are there. Throws ClientError. */
export async function readWholeLog(
  jobId: number,
  level: LogLevel | null,
  onProgress: (lines: number, total: number) => boolean,
): Promise<readonly LogLine[]> {
  const lines: LogLine[] = [];
  for (let page = 1; ; page += 1) {
    const { logs, meta } = await askPage(jobId, level, page);
    lines.push(...logs);
    if (!onProgress(lines.length, meta.total) || page >= meta.total_pages) return lines;
  }
}

/** Reads all pages of the open log, oldest last, until `isWanted` says no; for a search through everything. */
export async function readAllPages(isWanted: () => boolean): Promise<void> {
  const { book } = useLogStore.getState();
  const pages = missingPages(book, 0, book.total - 1).toReversed();
  for (const page of pages) {
    if (!isWanted()) return;
    await readPage(page);
  }
}
