/** The earlier predictions, a page at a time, newest first. */
import { create } from 'zustand';
import type { PageMeta } from '../../../shared/contract/pagination.ts';
import type { Prediction } from '../../../shared/contract/prediction.ts';
import { backend } from './backend.ts';
import { failed, type Loading, loading, ready } from './loading.ts';

interface PredictionsState {
  readonly predictions: readonly Prediction[];
  readonly meta: PageMeta | null;
  readonly loading: Loading;
}

export const usePredictions = create<PredictionsState>(() => ({ predictions: [], meta: null, loading }));

let wantedPage = 1;
let isWatched = false;

export async function loadPredictions(page: number): Promise<void> {
  wantedPage = page;
  try {
    const { items, meta } = await backend().call('list-predictions', { page });
    if (wantedPage === page) usePredictions.setState({ predictions: items, meta, loading: ready });
  } catch (error) {
    if (wantedPage === page) usePredictions.setState({ loading: failed(error) });
  }
}

/** Asks for the newest, and again whenever there are others; answers how to end that. */
export function watchPredictions(): () => void {
  isWatched = true;
  void loadPredictions(1);
  return () => {
    isWatched = false;
  };
}

/** The page one looks at; nothing where nobody does. */
export async function reloadPredictions(): Promise<void> {
  if (isWatched) await loadPredictions(wantedPage);
}
