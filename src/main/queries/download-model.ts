/** GET /models/{id}/download: the file as it lies on disk, or as ONNX, under the model's name. */
import { access } from 'node:fs/promises';
import type { FileDownload } from '../../shared/contract/model.ts';
import type { InputOf } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import { safeFilename } from '../../shared/domain/safe-filename.ts';
import { checkFile } from '../../stored-cells/stored-file.ts';
import { explainModelFile } from '../files/explain-stored-file.ts';
import type { OnnxFiles } from '../files/onnx-files.ts';
import type { ModelReference, ModelStore } from '../store/model-store.ts';

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
    const reference = parts.modelStore.findReference(id);
    if (!model || !reference) throw notFound('Model', id);
    const filename = `${safeFilename(model.name, `model-${id}`)}.${format}`;
    const path = await pathOfSound(parts, reference, format);
    return { path, filename, content_type: 'application/octet-stream' };
  };

/** Read before it is sent: what has changed since it was stored goes to nobody. */
async function pathOfSound(
  { modelStore, onnxFiles, pathOfModelFile }: DownloadParts,
  { id, file, fileHash }: ModelReference,
  format: InputOf<'download-model'>['format'],
): Promise<string> {
  const path = pathOfModelFile(file);
  try {
    await access(path);
    if (format === 'onnx') return await onnxFiles.provide(path, fileHash);
    await checkFile(path, fileHash);
    return path;
  } catch (error) {
    // Who deletes a model while its file is read or made is not told of files that are missing.
    throw modelStore.findModel(id) ? explainModelFile(error, id, file) : notFound('Model', id);
  }
}
