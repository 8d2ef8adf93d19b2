/** The questions about what models answered, by operation. */
import type { Handlers } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import { pageMeta } from '../../shared/domain/page-meta.ts';
import type { EvaluationStore } from '../store/evaluation-store.ts';
import type { PredictionStore } from '../store/prediction-store.ts';
import type { ModelStore } from '../store/model-store.ts';
import { compareJobsAndModels, type CompareParts } from './compare-runs.ts';
import { type EvaluationQueryParts, getModelEvaluation } from './get-model-evaluation.ts';

export interface PredictionQueryParts extends EvaluationQueryParts, CompareParts {
  readonly predictionStore: Pick<PredictionStore, 'listPredictions'>;
  readonly modelStore: Pick<ModelStore, 'findReference' | 'findModel'>;
  readonly evaluationStore: Pick<EvaluationStore, 'listEvaluations' | 'findEvaluationFile'>;
}

export const predictionQueries = (
  parts: PredictionQueryParts,
): Pick<
  Handlers,
  'list-predictions' | 'list-model-evaluations' | 'get-model-evaluation' | 'compare-runs'
> => ({
  'list-predictions': (input) => {
    const { items, total } = parts.predictionStore.listPredictions(input);
    return { items: [...items], meta: pageMeta(input, total) };
  },
  'list-model-evaluations': (input) => {
    if (!parts.modelStore.findReference(input.model_id)) throw notFound('Model', input.model_id);
    const { items, total } = parts.evaluationStore.listEvaluations(input);
    return { items: [...items], meta: pageMeta(input, total) };
  },
  'get-model-evaluation': getModelEvaluation(parts),
  'compare-runs': compareJobsAndModels(parts),
});
