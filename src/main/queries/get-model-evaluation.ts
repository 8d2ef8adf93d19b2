/** GET /models/{id}/evaluations/{id}: where its file lies. */
import { access } from 'node:fs/promises';
import type { InputOf } from '../../shared/contract/operations.ts';
import type { StoredAnswer } from '../../shared/contract/stored-answer.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import { checkFile } from '../../stored-cells/stored-file.ts';
import { explainEvaluationFile } from '../files/explain-stored-file.ts';
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
    const stored = parts.evaluationStore.findEvaluationFile(modelId, id);
    if (!stored) throw notFound('Evaluation', id);
    const path = parts.pathOfEvaluationFile(stored.file);
    try {
      await access(path);
      await checkFile(path, stored.fileHash);
    } catch (error) {
      throw explainEvaluationFile(error, id, stored.file);
    }
    return { id, path };
  };
