/** Models that were asked lately, decoded. A model's file never changes under its name. */
import { readFile } from 'node:fs/promises';
import { decodeModel, type TrainedModel } from '../learning/files/model-file.ts';
import { AppError } from '../shared/domain/app-error.ts';
import { hashOfBytes } from '../stored-cells/stored-file.ts';
import type { ModelFile } from '../shared/contract/predictor-messages.ts';

const maxModels = 4;
/** Of all kept models but the newest, which may be as large as it is. */
const maxBytes = 64 * 1024 * 1024;

export type LoadModel = (file: ModelFile) => Promise<TrainedModel>;

export function createModelCache(): LoadModel {
  /** The one asked last at the end. */
  const kept = new Map<string, { readonly model: TrainedModel; readonly byteCount: number }>();
  return async (file) => {
    const entry = kept.get(file.path) ?? (await readModel(file));
    kept.delete(file.path);
    while (kept.size >= maxModels || totalBytes(kept.values()) > maxBytes) {
      const [oldest] = kept.keys();
      if (oldest === undefined) break;
      kept.delete(oldest);
    }
    kept.set(file.path, entry);
    return entry.model;
  };
}

async function readModel({ path, modelId, hash }: ModelFile) {
  const bytes = await readFile(path).catch((cause: unknown) => {
    const message = `The file of model ${modelId} cannot be read (${path}); train the model again or delete it`;
    throw new AppError('RESOURCE_NOT_FOUND', message, { cause });
  });
  if (hash !== null && hashOfBytes(bytes) !== hash) {
    const message = `The file of model ${modelId} is damaged and was not used: ${path} has changed since it was stored; put it back from a copy, or delete the model and train it again`;
    throw new AppError('CONFLICT', message);
  }
  return { model: decodeModel(bytes), byteCount: bytes.byteLength };
}

const totalBytes = (entries: Iterable<{ readonly byteCount: number }>): number =>
  [...entries].reduce((sum, { byteCount }) => sum + byteCount, 0);
