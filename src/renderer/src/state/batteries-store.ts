/** All batteries by id, newest first in every list. */
import { createStore, type StoreApi } from 'zustand';
import type { Battery } from '../../../shared/contract/battery.ts';
import type { AskOf, Client } from '../client/client.ts';
import { listAll, longestPage } from './list-all.ts';
import { failed, type Loading, loading, ready } from './loading.ts';

interface BatteriesState {
  readonly batteries: ReadonlyMap<number, Battery>;
  readonly loading: Loading;
}

export interface BatteriesStore {
  readonly state: StoreApi<BatteriesState>;
  /** Never rejects. */
  readonly load: () => Promise<void>;
  /** A job may name a cell before its import is announced: one that is not known yet has the list asked for again, once. */
  readonly want: (ids: readonly number[]) => void;
  readonly put: (changed: readonly Battery[]) => void;
  /** Adds the simulated cells and answers them. Throws ClientError. */
  readonly addSamples: () => Promise<readonly Battery[]>;
  /** Throws ClientError. */
  readonly update: (change: AskOf<'update-battery'>) => Promise<void>;
  /** Throws ClientError. */
  readonly remove: (id: number) => Promise<void>;
}

export function createBatteriesStore(client: Pick<Client, 'call'>): BatteriesStore {
  const state = createStore<BatteriesState>(() => ({ batteries: new Map(), loading }));
  const lookedFor = new Set<number>();
  const load = () => readBatteries(client, state);
  const put: BatteriesStore['put'] = (changed) =>
    state.setState(({ batteries }) => {
      const merged = new Map(batteries);
      for (const battery of changed) merged.set(battery.id, battery);
      return { batteries: new Map([...merged].sort(([a], [b]) => b - a)), loading: ready };
    });
  return {
    state,
    load,
    put,
    want: (ids) => {
      const { batteries } = state.getState();
      const unknown = ids.filter((id) => !batteries.has(id) && !lookedFor.has(id));
      for (const id of unknown) lookedFor.add(id);
      if (unknown.length > 0) void load();
    },
    addSamples: async () => {
      const { items } = await client.call('create-sample-batteries', {});
      put(items);
      return items;
    },
    update: async (change) => put([await client.call('update-battery', change)]),
    remove: async (id) => {
      await client.call('delete-battery', { battery_id: id });
      state.setState(({ batteries }) => ({
        batteries: new Map([...batteries].filter(([key]) => key !== id)),
      }));
    },
  };
}

async function readBatteries(client: Pick<Client, 'call'>, state: StoreApi<BatteriesState>): Promise<void> {
  try {
    const items = await listAll((page) => client.call('list-batteries', { page, page_size: longestPage }));
    state.setState({ batteries: new Map(items.map((battery) => [battery.id, battery])), loading: ready });
  } catch (error) {
    state.setState({ loading: failed(error) });
  }
}
