/** The commands on models, by operation. */
import type { Handlers } from '../../shared/contract/operations.ts';
import type { ModelArtifacts } from '../models/model-artifacts.ts';
import type { OnnxFiles } from '../models/onnx-files.ts';
import type { ModelStore } from '../store/model-store.ts';
import { deleteModel } from './delete-model.ts';
import { renameModel } from './rename-model.ts';

export interface ModelCommandParts {
  readonly modelStore: ModelStore;
  readonly modelArtifacts: ModelArtifacts;
  readonly onnxFiles: Pick<OnnxFiles, 'remove'>;
}

export function modelCommands(parts: ModelCommandParts): Pick<Handlers, 'rename-model' | 'delete-model'> {
  return { 'rename-model': renameModel(parts), 'delete-model': deleteModel(parts) };
}
