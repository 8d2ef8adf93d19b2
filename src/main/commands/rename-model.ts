/** PATCH /models/{id} */
import type { Model } from '../../shared/contract/model.ts';
import type { InputOf } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import type { ModelStore } from '../store/model-store.ts';

export const renameModel =
  ({ modelStore }: { readonly modelStore: ModelStore }) =>
  ({ model_id: id, name }: InputOf<'rename-model'>): Model => {
    modelStore.renameModel(id, name);
    const model = modelStore.findModel(id);
    if (!model) throw notFound('Model', id);
    return model;
  };
