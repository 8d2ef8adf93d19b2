/**
 * The list of jobs as one looks at it: the answer to one question (status, words, order), of which only the pages on the
 * screen are asked for. Where jobs begin, end or go, what is on the screen is asked for again.
 */
import { createStore, type StoreApi } from 'zustand';
import type { JobStatus } from '../../../shared/contract/job.ts';
import type { JobSort } from '../../../shared/contract/job-list.ts';
import type { OutputOf } from '../../../shared/contract/operations.ts';
import type { Client } from '../client/client.ts';
import { entryOfListed, fieldsOfEntries, type JobEntry } from './job-entry.ts';
import type { JobsStore } from './jobs-store.ts';
import { listAll, longestPage } from './list-all.ts';
import type { ListingGate } from './listing-gate.ts';
import { failed, type Loading, loading, ready } from './loading.ts';
import { throttled } from './throttled.ts';

export interface JobQuestion {
  readonly status?: JobStatus;
  readonly held?: boolean;
  readonly search?: string;
  /** Newest first where nothing is said. */
  readonly sort?: JobSort;
}

export interface JobListState {
  readonly question: JobQuestion;
  /** Jobs that the question finds. */
  readonly total: number;
  /** By page number from 1; a page that was not looked at is not there. */
  readonly pages: ReadonlyMap<number, readonly number[]>;
  readonly loading: Loading;
}

export interface JobListStore {
  readonly state: StoreApi<JobListState>;
  /** Keeps the list up to date until the answer is called. */
  readonly open: () => () => void;
  readonly ask: (question: JobQuestion) => void;
  /** The rows from `first` to `last` are on the screen. */
  readonly show: (first: number, last: number) => void;
  /** What is on the screen may be another now. Soon, and not for each of many changes. */
  readonly refresh: () => void;
  /** All jobs that the question finds, in its order. Throws ClientError. */
  readonly readAll: () => Promise<readonly JobEntry[]>;
  /** Their ids alone: those that are known where all are, otherwise asked for. Throws ClientError. */
  readonly readIds: () => Promise<readonly number[]>;
}

const pageOfRow = (index: number): number => Math.floor(index / longestPage) + 1;

/** The id in each row, null where its page was not looked at. */
export function rowIds({ pages, total }: Pick<JobListState, 'pages' | 'total'>): readonly (number | null)[] {
  return Array.from(
    { length: total },
    (_, index) => pages.get(pageOfRow(index))?.[index % longestPage] ?? null,
  );
}

const refreshPauseMs = 500;

export function createJobListStore(
  client: Pick<Client, 'call'>,
  gate: ListingGate,
  jobs: Pick<JobsStore, 'putListed'>,
): JobListStore {
  const state = createStore<JobListState>(() => ({ question: {}, total: 0, pages: new Map(), loading }));
  const askPage: AskPage = (question, page) =>
    client.call('list-training-jobs', { ...question, fields: fieldsOfEntries, page, page_size: longestPage });
  const read = pageReader(state, gate, jobs, askPage);
  const screen = createScreen(state, read);
  let readers = 0;
  /** Nothing is asked for before the program was reached for the first time. */
  let isReached = false;
  const renewal = throttled(async () => {
    if (readers > 0) await read(screen.pages(), true);
  }, refreshPauseMs);
  return {
    state,
    open: () => {
      readers += 1;
      if (isReached) renewal.wish();
      return () => void (readers -= 1);
    },
    ask: (question) => {
      // What the last question found stays on the screen until this one is answered.
      state.setState({ question, loading });
      screen.toTop();
      void read([1], true);
    },
    show: screen.show,
    refresh: () => {
      isReached = true;
      renewal.wish();
    },
    ...wholeList(state, client, askPage),
  };
}

type AskPage = (question: JobQuestion, page: number) => Promise<OutputOf<'list-training-jobs'>>;
/** `isAnew`: pages that were read earlier may have moved, and go. Never rejects. */
type ReadPages = (wanted: readonly number[], isAnew: boolean) => Promise<void>;

/** Reads all that the question finds, whatever is on the screen. */
const wholeList = (
  state: StoreApi<JobListState>,
  client: Pick<Client, 'call'>,
  askPage: AskPage,
): Pick<JobListStore, 'readAll' | 'readIds'> => ({
  readAll: async () => {
    const { question } = state.getState();
    const items = await listAll((page) => askPage(question, page));
    return items.map((item) => entryOfListed(item, undefined));
  },
  readIds: async () => {
    const { question, ...rows } = state.getState();
    const known = rowIds(rows);
    if (known.every((id) => id !== null)) return known;
    const askIds = (page: number) =>
      client.call('list-training-jobs', { ...question, page, page_size: longestPage });
    return (await listAll(askIds)).map(({ id }) => id);
  },
});

function pageReader(
  state: StoreApi<JobListState>,
  gate: ListingGate,
  jobs: Pick<JobsStore, 'putListed'>,
  askPage: AskPage,
): ReadPages {
  const readPages: ReadPages = async (wanted, isAnew) => {
    const { question } = state.getState();
    const answers = await Promise.all(wanted.map((page) => askPage(question, page)));
    const last = answers.at(-1);
    // An answer to a question that is no longer asked is nobody's.
    if (state.getState().question !== question || !last) return;
    for (const { items, meta } of answers) jobs.putListed(items, meta);
    const read = answers.map(({ items, meta }) => [meta.page, items.map(({ id }) => id)] as const);
    state.setState(({ pages }) => ({
      pages: new Map([...(isAnew ? [] : pages), ...read]),
      total: last.meta.total,
      loading: ready,
    }));
  };
  return async (wanted, isAnew) => {
    try {
      await gate.during(() => readPages(wanted, isAnew));
    } catch (error) {
      // What is on the screen stays: the banner says that it is old.
      if (state.getState().loading.phase !== 'ready') state.setState({ loading: failed(error) });
    }
  };
}

/** Which rows are on the screen, and reading those that are missing there. */
function createScreen(state: StoreApi<JobListState>, read: ReadPages) {
  let shown = { first: 0, last: 0 };
  const asking = new Set<number>();
  const pages = (): readonly number[] => {
    const [first, last] = [pageOfRow(shown.first), pageOfRow(Math.max(shown.first, shown.last))];
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  };
  const readMissing = async (): Promise<void> => {
    const { pages: known, loading: now } = state.getState();
    const missing = pages().filter((page) => !known.has(page) && !asking.has(page));
    if (now.phase !== 'ready' || missing.length === 0) return;
    for (const page of missing) asking.add(page);
    await read(missing, false);
    for (const page of missing) asking.delete(page);
  };
  return {
    pages,
    show: (first: number, last: number): void => {
      shown = { first, last };
      void readMissing();
    },
    toTop: (): void => {
      shown = { first: 0, last: 0 };
      asking.clear();
    },
  };
}
