/**
 * Jobs that ended while nobody looked: kept until they are seen, failures also over a reload of the page. Who stops a job
 * knows it already.
 */
import { createStore, type StoreApi } from 'zustand';
import { z } from 'zod';
import type { JobEvent } from '../../../shared/contract/events.ts';
import { keep, kept } from './kept.ts';

const newsSchema = z.object({
  jobId: z.int(),
  end: z.enum(['succeeded', 'failed']),
  /** Why it failed. */
  reason: z.string().nullable(),
});
export type News = z.infer<typeof newsSchema>;

interface NewsState {
  /** In the order in which they ended. */
  readonly news: readonly News[];
  /** Of these the message is gone, and the mark beside Jobs stays. */
  readonly quiet: ReadonlySet<number>;
}

export interface NewsStore {
  readonly state: StoreApi<NewsState>;
  readonly take: (events: readonly JobEvent[]) => void;
  readonly see: (jobIds: readonly number[]) => void;
  readonly seeAll: () => void;
}

const keptNews = 'failed-jobs-unseen';
const shownMs = 8_000;
/** More than these nobody reads one by one. */
const keptAtMost = 200;

export function createNewsStore(): NewsStore {
  const state = createStore<NewsState>(() => ({ news: readKept(), quiet: new Set() }));
  const put = (news: readonly News[]): void => {
    state.setState({ news });
    keep(keptNews, news.filter(({ end }) => end === 'failed').slice(-keptAtMost));
  };
  const hush = (ids: readonly number[]): void =>
    state.setState(({ quiet }) => ({ quiet: new Set([...quiet, ...ids]) }));
  return {
    state,
    take: (events) => {
      const ended = events.flatMap(newsOf);
      if (ended.length === 0) return;
      const ids = ended.map(({ jobId }) => jobId);
      put([...state.getState().news.filter(({ jobId }) => !ids.includes(jobId)), ...ended]);
      const succeeded = ended.flatMap(({ jobId, end }) => (end === 'succeeded' ? [jobId] : []));
      if (succeeded.length > 0) setTimeout(() => hush(succeeded), shownMs);
    },
    see: (jobIds) => {
      const { news } = state.getState();
      const left = news.filter(({ jobId }) => !jobIds.includes(jobId));
      if (left.length < news.length) put(left);
    },
    seeAll: () => {
      if (state.getState().news.length > 0) put([]);
    },
  };
}

function newsOf(event: JobEvent): News[] {
  const { job_id: jobId } = event;
  if (event.type === 'complete') return [{ jobId, end: 'succeeded', reason: null }];
  return event.type === 'error' ? [{ jobId, end: 'failed', reason: event.error_message }] : [];
}

function readKept(): readonly News[] {
  const { data } = z.array(newsSchema).safeParse(kept(keptNews));
  return data ?? [];
}
