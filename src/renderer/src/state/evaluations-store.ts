/** The evaluations of the model one looks at: their list, the one that is open, and one that is being made. */
import { createStore, type StoreApi } from 'zustand';
import type { PageMeta } from '../../../shared/contract/pagination.ts';
import type { ModelEvaluation, ModelEvaluationSummary } from '../../../shared/contract/prediction.ts';
import type { ClientError } from '../client/client-error.ts';
import type { Client } from '../client/client.ts';
import { failed, type Loading, loading, asClientError, ready } from './loading.ts';

interface EvaluationsState {
  readonly modelId: number | null;
  readonly evaluations: readonly ModelEvaluationSummary[];
  readonly meta: PageMeta | null;
  readonly loading: Loading;
  /** The one with its curves; stays on the screen while another is asked for. */
  readonly open: ModelEvaluation | null;
  readonly isWorking: boolean;
  /** Why the last one could not be made or opened. */
  readonly refused: ClientError | null;
}

export interface EvaluationsStore {
  readonly state: StoreApi<EvaluationsState>;
  /** Lists the model's evaluations and opens the newest. None of these rejects. */
  readonly enter: (modelId: number) => Promise<void>;
  readonly list: (modelId: number, page: number) => Promise<void>;
  /** The page one looks at; nothing where no model is. */
  readonly reload: () => Promise<void>;
  /** Nobody looks any more. */
  readonly leave: () => void;
  readonly openOne: (modelId: number, evaluationId: number) => Promise<void>;
  /** Judges the model on these cells, now. */
  readonly evaluate: (modelId: number, batteryIds: readonly number[]) => Promise<void>;
}

const nothing: EvaluationsState = {
  modelId: null,
  evaluations: [],
  meta: null,
  loading,
  open: null,
  isWorking: false,
  refused: null,
};

export function createEvaluationsStore(client: Pick<Client, 'call'>): EvaluationsStore {
  const state = createStore<EvaluationsState>(() => nothing);
  const change = (modelId: number, changed: Partial<EvaluationsState>): void => {
    if (state.getState().modelId === modelId) state.setState(changed);
  };
  const list = async (modelId: number, page: number): Promise<void> => {
    try {
      const { items, meta } = await client.call('list-model-evaluations', { model_id: modelId, page });
      change(modelId, { evaluations: items, meta, loading: ready });
    } catch (error) {
      change(modelId, { loading: failed(error) });
    }
  };
  const openOne = (modelId: number, id: number): Promise<void> =>
    take(modelId, change, () =>
      client.call('get-model-evaluation', { model_id: modelId, evaluation_id: id }),
    );
  return {
    state,
    list,
    openOne,
    enter: async (modelId) => {
      state.setState({ ...nothing, modelId });
      await list(modelId, 1);
      const [newest] = state.getState().evaluations;
      if (newest?.model_id === modelId) await openOne(modelId, newest.id);
    },
    reload: async () => {
      const { modelId, meta } = state.getState();
      if (modelId !== null) await list(modelId, meta?.page ?? 1);
    },
    leave: () => state.setState(nothing),
    evaluate: async (modelId, batteryIds) => {
      const question = { model_id: modelId, battery_ids: [...batteryIds] };
      await take(modelId, change, () => client.call('evaluate-model', question));
      await list(modelId, 1);
    },
  };
}

async function take(
  modelId: number,
  change: (modelId: number, state: Partial<EvaluationsState>) => void,
  ask: () => Promise<ModelEvaluation>,
): Promise<void> {
  change(modelId, { isWorking: true, refused: null });
  try {
    change(modelId, { open: await ask(), isWorking: false });
  } catch (error) {
    change(modelId, { refused: asClientError(error), isWorking: false });
  }
}
