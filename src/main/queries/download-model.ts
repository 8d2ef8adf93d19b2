/** GET /models/{id}/download: the file as it lies on disk, under the model's name. */
import { access } from 'node:fs/promises';
import type { FileDownload } from '../../shared/contract/model.ts';
import type { InputOf } from '../../shared/contract/operations.ts';
import { AppError, notFound } from '../../shared/domain/app-error.ts';
import { safeFilename } from '../../shared/domain/safe-filename.ts';
import type { ModelStore } from '../store/model-store.ts';

export const downloadModel =
  (parts: { readonly modelStore: ModelStore; readonly pathOfModelFile: (file: string) => string }) =>
  async ({ model_id: id }: InputOf<'download-model'>): Promise<FileDownload> => {
    const model = parts.modelStore.findModel(id);
    const file = parts.modelStore.findModelFile(id);
    if (!model || file === undefined) throw notFound('Model', id);
    const path = parts.pathOfModelFile(file);
    await access(path).catch((cause: unknown) => {
      const message = `The file of model ${id} is missing from the data folder (models/${file}); train it again or delete the model`;
      throw new AppError('RESOURCE_NOT_FOUND', message, { cause });
    });
    const filename = `${safeFilename(model.name, `model-${id}`)}.safetensors`;
    return { path, filename, content_type: 'application/octet-stream' };
  };
