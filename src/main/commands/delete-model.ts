/** DELETE /models/{id}: the row, then its files; one that outlives a crash in between goes at the next start. */
import type { InputOf } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import type { ModelArtifacts } from '../models/model-artifacts.ts';
import type { OnnxFiles } from '../models/onnx-files.ts';
import type { ModelStore } from '../store/model-store.ts';

interface DeleteParts {
  readonly modelStore: ModelStore;
  readonly modelArtifacts: Pick<ModelArtifacts, 'pathOf' | 'remove'>;
  readonly onnxFiles: Pick<OnnxFiles, 'remove'>;
}

export const deleteModel =
  (parts: DeleteParts) =>
  async ({ model_id: id }: InputOf<'delete-model'>): Promise<null> => {
    const file = parts.modelStore.findModelFile(id);
    if (file === undefined) throw notFound('Model', id);
    parts.modelStore.deleteModel(id);
    await parts.onnxFiles.remove(parts.modelArtifacts.pathOf(file));
    await parts.modelArtifacts.remove(file);
    return null;
  };
