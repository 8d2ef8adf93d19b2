/** All models by id, newest first in every list. */
import { create } from 'zustand';
import type { Model } from '../../../shared/contract/model.ts';
import type { ModelFormat } from '../client/client.ts';
import { backend } from './backend.ts';
import { listAll, longestPage } from './list-all.ts';
import { failed, type Loading, loading, ready } from './loading.ts';

interface ModelsState {
  readonly models: ReadonlyMap<number, Model>;
  readonly loading: Loading;
}

export const useModelsStore = create<ModelsState>(() => ({ models: new Map(), loading }));

export async function loadModels(): Promise<void> {
  try {
    const items = await listAll((page) => backend().call('list-models', { page, page_size: longestPage }));
    const models = new Map(items.map((model) => [model.id, model] as const));
    useModelsStore.setState({ models, loading: ready });
  } catch (error) {
    useModelsStore.setState({ loading: failed(error) });
  }
}

/** Throws ClientError. */
export async function renameModel(id: number, name: string): Promise<void> {
  const model = await backend().call('rename-model', { model_id: id, name });
  useModelsStore.setState(({ models }) => ({ models: new Map(models).set(id, model) }));
}

/** Throws ClientError. */
export async function deleteModel(id: number): Promise<void> {
  await backend().call('delete-model', { model_id: id });
  useModelsStore.setState(({ models }) => ({ models: new Map([...models].filter(([key]) => key !== id)) }));
}

/** Throws ClientError. */
export const saveModel = (id: number, format: ModelFormat): Promise<void> => backend().saveModel(id, format);
