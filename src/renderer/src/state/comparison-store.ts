/**
 * The comparison one looks at: the program's answer to the runs and cells that were chosen, asked for again where jobs end
 * or evaluations are made, and judging all models on the same cells, one after the other.
 */
import { createStore, type StoreApi } from 'zustand';
import type { Comparison } from '../../../shared/contract/comparison.ts';
import type { Client } from '../client/client.ts';
import { failed, type Loading, loading, asClientError, ready } from './loading.ts';
import { throttled } from './throttled.ts';

interface CompareQuestion {
  readonly jobIds: readonly number[];
  readonly modelIds: readonly number[];
  readonly cellIds: readonly number[];
}

interface Judging {
  readonly done: number;
  readonly total: number;
}

interface ComparisonState {
  readonly question: CompareQuestion | null;
  /** The last answer; stays on the screen while another is asked for. */
  readonly comparison: Comparison | null;
  readonly loading: Loading;
  /** While models are being judged. */
  readonly judging: Judging | null;
  /** Why some of them could not be, a sentence each. */
  readonly notJudged: readonly string[];
}

export interface ComparisonStore {
  readonly state: StoreApi<ComparisonState>;
  /** Keeps the answer up to date until the result is called. */
  readonly open: (question: CompareQuestion) => () => void;
  /** What was answered may be another now; nothing where no comparison is open. */
  readonly refresh: () => void;
  /** Judges these models on these cells and asks again. Never rejects. */
  readonly judge: (modelIds: readonly number[], cellIds: readonly number[]) => Promise<void>;
  readonly stopJudging: () => void;
}

const nothing: ComparisonState = {
  question: null,
  comparison: null,
  loading,
  judging: null,
  notJudged: [],
};
const refreshPauseMs = 1_000;

export function createComparisonStore(client: Pick<Client, 'call'>): ComparisonStore {
  const state = createStore<ComparisonState>(() => nothing);
  const read = (): Promise<void> => readComparison(client, state);
  const renewal = throttled(async () => {
    if (state.getState().question) await read();
  }, refreshPauseMs);
  return {
    state,
    open: (question) => {
      state.setState({ question, loading, notJudged: [] });
      void read();
      return () => {
        if (state.getState().question === question) state.setState({ question: null });
      };
    },
    refresh: renewal.wish,
    judge: async (modelIds, cellIds) => {
      await judgeModels(client, state, modelIds, cellIds);
      await read();
    },
    stopJudging: () => state.setState({ judging: null }),
  };
}

async function readComparison(client: Pick<Client, 'call'>, state: StoreApi<ComparisonState>): Promise<void> {
  const { question } = state.getState();
  if (!question) return;
  const { jobIds, modelIds, cellIds } = question;
  const put = (answer: Partial<ComparisonState>): void => {
    if (state.getState().question === question) state.setState(answer);
  };
  try {
    const lists = { jobs: jobIds.join(), models: modelIds.join(), cells: cellIds.join() };
    put({ comparison: await client.call('compare-runs', lists), loading: ready });
  } catch (error) {
    put({ comparison: null, loading: failed(error) });
  }
}

/** A model at a time, so that one sees how far it is and can end it. */
async function judgeModels(
  client: Pick<Client, 'call'>,
  state: StoreApi<ComparisonState>,
  modelIds: readonly number[],
  cellIds: readonly number[],
): Promise<void> {
  const total = modelIds.length;
  state.setState({ judging: { done: 0, total }, notJudged: [] });
  for (const [index, id] of modelIds.entries()) {
    const why = await judgeOne(client, id, cellIds);
    if (state.getState().judging === null) return;
    state.setState(({ notJudged }) => ({
      judging: { done: index + 1, total },
      notJudged: why === null ? notJudged : [...notJudged, `Model ${id}: ${why}`],
    }));
  }
  state.setState({ judging: null });
}

/** Why it could not be judged; null where it was. */
async function judgeOne(
  client: Pick<Client, 'call'>,
  modelId: number,
  cellIds: readonly number[],
): Promise<string | null> {
  try {
    const question = { model_ids: [modelId], battery_ids: [...cellIds] };
    const { results } = await client.call('evaluate-models', question);
    return results[0]?.error?.message ?? null;
  } catch (error) {
    return asClientError(error).message;
  }
}
