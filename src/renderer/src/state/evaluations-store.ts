/** The evaluations of the model one looks at: their list, the one that is open, and one that is being made. */
import { create } from 'zustand';
import type { PageMeta } from '../../../shared/contract/pagination.ts';
import type { ModelEvaluation, ModelEvaluationSummary } from '../../../shared/contract/prediction.ts';
import type { ClientError } from '../client/client-error.ts';
import { backend } from './backend.ts';
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

const nothing: EvaluationsState = {
  modelId: null,
  evaluations: [],
  meta: null,
  loading,
  open: null,
  isWorking: false,
  refused: null,
};

export const useEvaluations = create<EvaluationsState>(() => nothing);

const change = (modelId: number, state: Partial<EvaluationsState>): void => {
  if (useEvaluations.getState().modelId === modelId) useEvaluations.setState(state);
};

/** Lists the model's evaluations and opens the newest. */
export async function enterEvaluations(modelId: number): Promise<void> {
  useEvaluations.setState({ ...nothing, modelId });
  await listEvaluations(modelId, 1);
  const [newest] = useEvaluations.getState().evaluations;
  if (newest?.model_id === modelId) await openEvaluation(modelId, newest.id);
}

export async function listEvaluations(modelId: number, page: number): Promise<void> {
  try {
    const { items, meta } = await backend().call('list-model-evaluations', { model_id: modelId, page });
    change(modelId, { evaluations: items, meta, loading: ready });
  } catch (error) {
    change(modelId, { loading: failed(error) });
  }
}

/** The page one looks at; nothing where no model is. */
export async function reloadEvaluations(): Promise<void> {
  const { modelId, meta } = useEvaluations.getState();
  if (modelId !== null) await listEvaluations(modelId, meta?.page ?? 1);
}

/** Nobody looks any more. */
export const leaveEvaluations = (): void => useEvaluations.setState(nothing);

export const openEvaluation = (modelId: number, evaluationId: number): Promise<void> =>
  take(modelId, () =>
    backend().call('get-model-evaluation', { model_id: modelId, evaluation_id: evaluationId }),
  );

/** Judges the model on these cells, now. */
export async function evaluate(modelId: number, batteryIds: readonly number[]): Promise<void> {
  await take(modelId, () =>
    backend().call('evaluate-model', { model_id: modelId, battery_ids: [...batteryIds] }),
  );
  await listEvaluations(modelId, 1);
}

async function take(modelId: number, ask: () => Promise<ModelEvaluation>): Promise<void> {
  change(modelId, { isWorking: true, refused: null });
  try {
    change(modelId, { open: await ask(), isWorking: false });
  } catch (error) {
    change(modelId, { refused: asClientError(error), isWorking: false });
  }
}
