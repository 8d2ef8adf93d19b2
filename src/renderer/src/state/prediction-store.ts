/** The question one asks now: a model, a cell, the answer for its last cycle, and then the curve over all of them. */
import { createStore, type StoreApi } from 'zustand';
import type { Battery } from '../../../shared/contract/battery.ts';
import type { Model } from '../../../shared/contract/model.ts';
import type {
  ModelEvaluation,
  ModelEvaluationSummary,
  Prediction,
} from '../../../shared/contract/prediction.ts';
import type { ClientError } from '../client/client-error.ts';
import type { Client } from '../client/client.ts';
import { longestPage } from './list-all.ts';
import { asClientError } from './loading.ts';
import type { PredictionsStore } from './predictions-store.ts';

type Curves =
  | { readonly phase: 'working' }
  | { readonly phase: 'ready'; readonly evaluation: ModelEvaluation }
  | { readonly phase: 'failed'; readonly error: ClientError };

export type Answer =
  | { readonly phase: 'none' }
  | { readonly phase: 'working' }
  | { readonly phase: 'ready'; readonly prediction: Prediction; readonly curves: Curves }
  | { readonly phase: 'failed'; readonly error: ClientError };

interface PredictionState {
  /** What the answer is about. */
  readonly modelId: number | null;
  readonly batteryId: number | null;
  readonly answer: Answer;
}

export interface PredictionStore {
  readonly state: StoreApi<PredictionState>;
  /** Asks for the last cycle, then for the curve; what is asked meanwhile about something else overtakes it. Never rejects. */
  readonly predict: (model: Model, battery: Battery) => Promise<void>;
}

/** Before anything was asked. */
export const noAnswer: Answer = { phase: 'none' };

export function createPredictionStore(
  client: Pick<Client, 'call'>,
  predictions: Pick<PredictionsStore, 'load'>,
): PredictionStore {
  const state = createStore<PredictionState>(() => ({ modelId: null, batteryId: null, answer: noAnswer }));
  return {
    state,
    predict: async (model, battery) => {
      const question = { modelId: model.id, batteryId: battery.id };
      state.setState({ ...question, answer: { phase: 'working' } });
      const put = (answer: Answer): void => {
        const { modelId, batteryId } = state.getState();
        if (modelId === model.id && batteryId === battery.id) state.setState({ answer });
      };
      try {
        const prediction = await client.call('create-prediction', {
          algorithm: model.algorithm,
          model_id: model.id,
          battery_id: battery.id,
        });
        put({ phase: 'ready', prediction, curves: { phase: 'working' } });
        void predictions.load(1);
        put({ phase: 'ready', prediction, curves: await curvesOf(client, model, battery) });
      } catch (error) {
        put({ phase: 'failed', error: asClientError(error) });
      }
    },
  };
}

async function curvesOf(client: Pick<Client, 'call'>, model: Model, battery: Battery): Promise<Curves> {
  try {
    return { phase: 'ready', evaluation: await evaluationOf(client, model, battery) };
  } catch (error) {
    return { phase: 'failed', error: asClientError(error) };
  }
}

/** The one there is, so that looking twice does not fill the model's history. */
async function evaluationOf(
  client: Pick<Client, 'call'>,
  model: Model,
  battery: Battery,
): Promise<ModelEvaluation> {
  const question = { model_id: model.id, page_size: longestPage };
  const { items } = await client.call('list-model-evaluations', question);
  const known = evaluationOfCell(items, battery);
  return known
    ? client.call('get-model-evaluation', { model_id: model.id, evaluation_id: known.id })
    : client.call('evaluate-model', { model_id: model.id, battery_ids: [battery.id] });
}

/** The newest of this cell alone, unless the cell's facts have changed since. */
export const evaluationOfCell = <Facts extends Pick<ModelEvaluationSummary, 'battery_ids' | 'created_at'>>(
  evaluations: readonly Facts[],
  { id, updated_at: changedAt }: Pick<Battery, 'id' | 'updated_at'>,
): Facts | undefined =>
  evaluations.find(
    ({ battery_ids: ids, created_at: time }) => ids.length === 1 && ids[0] === id && time > changedAt,
  );
