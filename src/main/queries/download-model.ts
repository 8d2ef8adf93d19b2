/** GET /models/{id}/download: the file as it lies on disk, or as ONNX, under the model's name. */
import { access } from 'node:fs/promises';
import type { FileDownload } from '../../shared/contract/model.ts';
import type { InputOf } from '../../shared/contract/operations.ts';
import { AppError, notFound } from '../../shared/domain/app-error.ts';
import { safeFilename } from '../../shared/domain/safe-filename.ts';
import type { OnnxFiles } from '../files/onnx-files.ts';
import type { ModelStore } from '../store/model-store.ts';

export interface DownloadParts {
  readonly modelStore: ModelStore;
  /** Path of a model's file by its name. */
  readonly pathOfModelFile: (file: string) => string;
  readonly onnxFiles: Pick<OnnxFiles, 'provide'>;
}

export const downloadModel =
  (parts: DownloadParts) =>
  async ({ model_id: id, format }: InputOf<'download-model'>): Promise<FileDownload> => {
    const model = parts.modelStore.findModel(id);
    const file = parts.modelStore.findModelFile(id);
    if (!model || file === undefined) throw notFound('Model', id);
    const path = parts.pathOfModelFile(file);
    await access(path).catch((cause: unknown) => {
      const message = `The file of model ${id} is missing from the data folder (models/${file}); train it again or delete the model`;
      throw new AppError('RESOURCE_NOT_FOUND', message, { cause });
    });
    const filename = `${safeFilename(model.name, `model-${id}`)}.${format}`;
    const asked = format === 'onnx' ? await onnxOf(parts, id, path) : path;
    return { path: asked, filename, content_type: 'application/octet-stream' };
  };

/** Who deletes a model while its ONNX file is being made is not told of files that are missing. */
async function onnxOf({ modelStore, onnxFiles }: DownloadParts, id: number, path: string): Promise<string> {
  try {
    return await onnxFiles.provide(path);
  } catch (error) {
    throw modelStore.findModel(id) ? error : notFound('Model', id);
  }
}
