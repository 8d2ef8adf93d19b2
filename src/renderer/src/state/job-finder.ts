/** Finds jobs while one types: of all there are, not of those on the screen. One question at a time, the last one wins. */
import { createStore, type StoreApi } from 'zustand';
import { type ListedJob, searchOfTyped } from '../../../shared/contract/job-list.ts';
import type { Client } from '../client/client.ts';
import type { JobEntry } from './job-entry.ts';

type FoundJob = Pick<JobEntry, 'id' | 'model_name'>;

export interface JobFinder {
  /** The newest that were found last. */
  readonly state: StoreApi<{ readonly jobs: readonly FoundJob[] }>;
  readonly find: (search: string) => void;
}

const foundAtMost = 50;

export function createJobFinder(client: Pick<Client, 'call'>): JobFinder {
  const state = createStore<{ readonly jobs: readonly FoundJob[] }>(() => ({ jobs: [] }));
  let wanted = '';
  let isAsking = false;
  const ask = async (search: string): Promise<readonly ListedJob[]> => {
    try {
      const question = { fields: 'model_name', page_size: foundAtMost };
      const { items } = await client.call('list-training-jobs', {
        ...question,
        search: searchOfTyped(search),
      });
      return items;
    } catch {
      // Where there is no answer, the banner says so.
      return [];
    }
  };
  const askUntilAnswered = async (): Promise<void> => {
    isAsking = true;
    for (let asked: string | null = null; asked !== wanted;) {
      asked = wanted;
      const items = await ask(asked);
      state.setState({ jobs: items.map(({ id, model_name = null }) => ({ id, model_name })) });
    }
    isAsking = false;
  };
  return {
    state,
    find: (search) => {
      wanted = search;
      if (!isAsking) void askUntilAnswered();
    },
  };
}
