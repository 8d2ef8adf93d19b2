/** PATCH /models/{id}: its name, and what people write on it. */
import type { Model } from '../../shared/contract/model.ts';
import type { InputOf } from '../../shared/contract/operations.ts';
import { changedRemarks } from '../../shared/contract/remarks.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import { createDescribeModel } from '../queries/describe-model.ts';
import type { BatteryStore } from '../store/battery-store.ts';
import type { ModelStore } from '../store/model-store.ts';

export interface RenameModelParts {
  readonly modelStore: Pick<ModelStore, 'renameModel' | 'setRemarks' | 'findModel'>;
  readonly batteryStore: Pick<BatteryStore, 'listLabels'>;
}

export const renameModel =
  ({ modelStore, batteryStore }: RenameModelParts) =>
  ({ model_id: id, name, ...change }: InputOf<'rename-model'>): Model => {
    const before = modelStore.findModel(id);
    if (!before) throw notFound('Model', id);
    if (name !== undefined) modelStore.renameModel(id, name);
    modelStore.setRemarks(id, changedRemarks(before, change));
    return createDescribeModel(batteryStore)(modelStore.findModel(id) ?? before);
  };
