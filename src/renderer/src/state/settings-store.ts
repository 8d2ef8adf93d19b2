/** The settings in force, and what the program says about itself. */
import { createStore, type StoreApi } from 'zustand';
import type { OutputOf } from '../../../shared/contract/operations.ts';
import type { Settings, UpdateSettings } from '../../../shared/contract/settings.ts';
import type { Client } from '../client/client.ts';
import { failed, type Loading, loading, ready } from './loading.ts';

interface SettingsState {
  readonly settings: Settings | null;
  readonly version: OutputOf<'get-version'> | null;
  readonly health: OutputOf<'get-health'> | null;
  readonly loading: Loading;
}

export interface SettingsStore {
  readonly state: StoreApi<SettingsState>;
  /** Never rejects. */
  readonly load: () => Promise<void>;
  /** Throws ClientError. */
  readonly update: (change: UpdateSettings) => Promise<void>;
}

export function createSettingsStore(client: Pick<Client, 'call'>): SettingsStore {
  const state = createStore<SettingsState>(() => ({ settings: null, version: null, health: null, loading }));
  return {
    state,
    load: async () => {
      try {
        const [settings, version, health] = await Promise.all([
          client.call('get-settings', {}),
          client.call('get-version', {}),
          client.call('get-health', {}),
        ]);
        state.setState({ settings, version, health, loading: ready });
      } catch (error) {
        state.setState({ loading: failed(error) });
      }
    },
    update: async (change) => state.setState({ settings: await client.call('update-settings', change) }),
  };
}
