/** DELETE /models/{id}: the row, then its file; a file that outlives a crash in between goes at the next start. */
import type { InputOf } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import type { ModelArtifacts } from '../models/model-artifacts.ts';
import type { ModelStore } from '../store/model-store.ts';

export const deleteModel =
  (parts: { readonly modelStore: ModelStore; readonly modelArtifacts: Pick<ModelArtifacts, 'remove'> }) =>
  async ({ model_id: id }: InputOf<'delete-model'>): Promise<null> => {
    const file = parts.modelStore.findModelFile(id);
    if (file === undefined) throw notFound('Model', id);
    parts.modelStore.deleteModel(id);
    await parts.modelArtifacts.remove(file);
    return null;
  };
