/** GET /models/{id}/evaluations/{id}: where its file lies. */
import { access } from 'node:fs/promises';
import type { InputOf } from '../../shared/contract/operations.ts';
import type { StoredAnswer } from '../../shared/contract/stored-answer.ts';
import { AppError, notFound } from '../../shared/domain/app-error.ts';
import type { EvaluationStore } from '../store/evaluation-store.ts';
import type { ModelStore } from '../store/model-store.ts';

export interface EvaluationQueryParts {
  readonly modelStore: Pick<ModelStore, 'findReference'>;
  readonly evaluationStore: Pick<EvaluationStore, 'findEvaluationFile'>;
  readonly pathOfEvaluationFile: (file: string) => string;
}

export const getModelEvaluation =
  (parts: EvaluationQueryParts) =>
  async ({
    model_id: modelId,
    evaluation_id: id,
  }: InputOf<'get-model-evaluation'>): Promise<StoredAnswer> => {
    if (!parts.modelStore.findReference(modelId)) throw notFound('Model', modelId);
    const file = parts.evaluationStore.findEvaluationFile(modelId, id);
    if (file === undefined) throw notFound('Evaluation', id);
    const path = parts.pathOfEvaluationFile(file);
    await access(path).catch((cause: unknown) => {
      const message = `The file of evaluation ${id} is missing from the data folder (evaluations/${file}); evaluate the model again`;
      throw new AppError('RESOURCE_NOT_FOUND', message, { cause });
    });
    return { id, path };
  };
