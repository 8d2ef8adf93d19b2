/** A stored model as the API answers it: with what has changed of its cells since it was trained. */
import type { Model, StoredModel } from '../../shared/contract/model.ts';
import { labelChanges } from '../../shared/domain/label-changes.ts';
import type { BatteryStore } from '../store/battery-store.ts';

export type DescribeModel = (model: StoredModel) => Model;

/** For one answer: the labels of all cells are read once, however many models it describes. */
export function createDescribeModel({ listLabels }: Pick<BatteryStore, 'listLabels'>): DescribeModel {
  let now: ReturnType<typeof listLabels> | undefined;
  return (model) => ({
    ...model,
    label_changes: [...labelChanges(model.labels, (now ??= listLabels()))],
  });
}
