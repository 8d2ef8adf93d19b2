/** The earlier predictions, a page at a time, newest first. */
import { createStore, type StoreApi } from 'zustand';
import type { PageMeta } from '../../../shared/contract/pagination.ts';
import type { Prediction } from '../../../shared/contract/prediction.ts';
import type { Client } from '../client/client.ts';
import { failed, type Loading, loading, ready } from './loading.ts';

interface PredictionsState {
  readonly predictions: readonly Prediction[];
  readonly meta: PageMeta | null;
  readonly loading: Loading;
}

export interface PredictionsStore {
  readonly state: StoreApi<PredictionsState>;
  /** Never rejects. */
  readonly load: (page: number) => Promise<void>;
  /** Asks for the newest, and again whenever there are others; answers how to end that. */
  readonly watch: () => () => void;
  /** The page one looks at; nothing where nobody does. */
  readonly reload: () => Promise<void>;
}

export function createPredictionsStore(client: Pick<Client, 'call'>): PredictionsStore {
  const state = createStore<PredictionsState>(() => ({ predictions: [], meta: null, loading }));
  let wantedPage = 1;
  let isWatched = false;
  const load = async (page: number): Promise<void> => {
    wantedPage = page;
    try {
      const { items, meta } = await client.call('list-predictions', { page });
      if (wantedPage === page) state.setState({ predictions: items, meta, loading: ready });
    } catch (error) {
      if (wantedPage === page) state.setState({ loading: failed(error) });
    }
  };
  return {
    state,
    load,
    watch: () => {
      isWatched = true;
      void load(1);
      return () => {
        isWatched = false;
      };
    },
    reload: async () => {
      if (isWatched) await load(wantedPage);
    },
  };
}
