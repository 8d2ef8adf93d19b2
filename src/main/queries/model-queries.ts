/** The questions about models, by operation. */
import type { Handlers } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import { pageMeta } from '../../shared/domain/page-meta.ts';
import type { BatteryStore } from '../store/battery-store.ts';
import { createDescribeModel } from './describe-model.ts';
import { downloadModel, type DownloadParts } from './download-model.ts';

export interface ModelQueryParts extends DownloadParts {
  readonly batteryStore: Pick<BatteryStore, 'listLabels'>;
}

export function modelQueries(
  parts: ModelQueryParts,
): Pick<Handlers, 'list-models' | 'get-model' | 'download-model'> {
  return {
    'list-models': (input) => {
      const { items, total } = parts.modelStore.listModels(input);
      return { items: items.map(createDescribeModel(parts.batteryStore)), meta: pageMeta(input, total) };
    },
    'get-model': ({ model_id: id }) => {
      const model = parts.modelStore.findModel(id);
      if (!model) throw notFound('Model', id);
      return createDescribeModel(parts.batteryStore)(model);
    },
    'download-model': downloadModel(parts),
  };
}
