/** All models by id, newest first in every list. */
import { createStore, type StoreApi } from 'zustand';
import type { Model } from '../../../shared/contract/model.ts';
import type { AskOf, Client, ModelFormat } from '../client/client.ts';
import { listAll, longestPage } from './list-all.ts';
import { failed, type Loading, loading, ready } from './loading.ts';

interface ModelsState {
  readonly models: ReadonlyMap<number, Model>;
  readonly loading: Loading;
}

export interface ModelsStore {
  readonly state: StoreApi<ModelsState>;
  /** Never rejects. */
  readonly load: () => Promise<void>;
  /** Throws ClientError. */
  readonly update: (change: AskOf<'rename-model'> & { readonly model_id: number }) => Promise<void>;
  /** Throws ClientError. */
  readonly remove: (id: number) => Promise<void>;
  /** Throws ClientError. */
  readonly save: (id: number, format: ModelFormat) => Promise<void>;
}

export function createModelsStore(client: Pick<Client, 'call' | 'saveModel'>): ModelsStore {
  const state = createStore<ModelsState>(() => ({ models: new Map(), loading }));
  return {
    state,
    load: async () => {
      try {
        const items = await listAll((page) => client.call('list-models', { page, page_size: longestPage }));
        state.setState({ models: new Map(items.map((model) => [model.id, model])), loading: ready });
      } catch (error) {
        state.setState({ loading: failed(error) });
      }
    },
    update: async (change) => {
      const model = await client.call('rename-model', change);
      state.setState(({ models }) => ({ models: new Map(models).set(model.id, model) }));
    },
    remove: async (id) => {
      await client.call('delete-model', { model_id: id });
      state.setState(({ models }) => ({ models: new Map([...models].filter(([key]) => key !== id)) }));
    },
    save: (id, format) => client.saveModel(id, format),
  };
}
