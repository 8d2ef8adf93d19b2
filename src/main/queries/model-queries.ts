/** The questions about models, by operation. */
import type { Handlers } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import { pageMeta } from '../../shared/domain/page-meta.ts';
import { downloadModel, type DownloadParts } from './download-model.ts';

export function modelQueries(
  parts: DownloadParts,
): Pick<Handlers, 'list-models' | 'get-model' | 'download-model'> {
  return {
    'list-models': (input) => {
      const { items, total } = parts.modelStore.listModels(input);
      return { items: [...items], meta: pageMeta(input, total) };
    },
    'get-model': ({ model_id: id }) => {
      const model = parts.modelStore.findModel(id);
      if (!model) throw notFound('Model', id);
      return model;
    },
    'download-model': downloadModel(parts),
  };
}
