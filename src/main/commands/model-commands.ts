/** The commands on models, by operation. */
import type { Handlers } from '../../shared/contract/operations.ts';
import type { ModelStore } from '../store/model-store.ts';
import { deleteModel, type DeleteModelParts } from './delete-model.ts';
import { renameModel, type RenameModelParts } from './rename-model.ts';

export interface ModelCommandParts extends DeleteModelParts, RenameModelParts {
  readonly modelStore: ModelStore;
}

export function modelCommands(parts: ModelCommandParts): Pick<Handlers, 'rename-model' | 'delete-model'> {
  return { 'rename-model': renameModel(parts), 'delete-model': deleteModel(parts) };
}
