/** PATCH /models/{id} */
import type { Model } from '../../shared/contract/model.ts';
import type { InputOf } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import { createDescribeModel } from '../queries/describe-model.ts';
import type { BatteryStore } from '../store/battery-store.ts';
import type { ModelStore } from '../store/model-store.ts';

export interface RenameModelParts {
  readonly modelStore: Pick<ModelStore, 'renameModel' | 'findModel'>;
  readonly batteryStore: Pick<BatteryStore, 'listLabels'>;
}

export const renameModel =
  ({ modelStore, batteryStore }: RenameModelParts) =>
  ({ model_id: id, name }: InputOf<'rename-model'>): Model => {
    modelStore.renameModel(id, name);
    const model = modelStore.findModel(id);
    if (!model) throw notFound('Model', id);
    return createDescribeModel(batteryStore)(model);
  };
