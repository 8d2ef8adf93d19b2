/**
 * DELETE /models/{id}: the row, then its files and those of its evaluations; one that outlives a crash in between goes at
 * the next start. Its predictions stay in the history.
 */
import type { InputOf } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import type { EvaluationFiles } from '../files/evaluation-files.ts';
import type { ModelArtifacts } from '../files/model-artifacts.ts';
import type { OnnxFiles } from '../files/onnx-files.ts';
import type { JobFolders } from '../jobs/job-folder.ts';
import type { EvaluationStore } from '../store/evaluation-store.ts';
import type { ModelStore } from '../store/model-store.ts';

export interface DeleteModelParts {
  readonly modelStore: Pick<ModelStore, 'findModel' | 'findModelFile' | 'deleteModel'>;
  readonly folders: Pick<JobFolders, 'removeResults'>;
  readonly modelArtifacts: Pick<ModelArtifacts, 'pathOf' | 'remove'>;
  readonly onnxFiles: Pick<OnnxFiles, 'remove'>;
  readonly evaluationStore: Pick<EvaluationStore, 'listEvaluationFiles'>;
  readonly evaluationFiles: Pick<EvaluationFiles, 'remove'>;
}

export const deleteModel =
  (parts: DeleteModelParts) =>
  async ({ model_id: id }: InputOf<'delete-model'>): Promise<null> => {
    const file = parts.modelStore.findModelFile(id);
    if (file === undefined) throw notFound('Model', id);
    const evaluationFiles = parts.evaluationStore.listEvaluationFiles(id);
    const jobId = parts.modelStore.findModel(id)?.job_id ?? null;
    parts.modelStore.deleteModel(id);
    // The checkpoint that the job kept belongs to the model.
    if (jobId !== null) await parts.folders.removeResults(jobId);
    await parts.onnxFiles.remove(parts.modelArtifacts.pathOf(file));
    await parts.modelArtifacts.remove(file);
    for (const evaluationFile of evaluationFiles) await parts.evaluationFiles.remove(evaluationFile);
    return null;
  };
