/** The settings in force, and what the program says about itself. */
import { create } from 'zustand';
import type { OutputOf } from '../../../shared/contract/operations.ts';
import type { Settings, UpdateSettings } from '../../../shared/contract/settings.ts';
import { backend } from './backend.ts';
import { failed, type Loading, loading, ready } from './loading.ts';

interface SettingsState {
  readonly settings: Settings | null;
  readonly version: OutputOf<'get-version'> | null;
  readonly health: OutputOf<'get-health'> | null;
  readonly loading: Loading;
}

export const useSettingsStore = create<SettingsState>(() => ({
  settings: null,
  version: null,
  health: null,
  loading,
}));

export async function loadSettings(): Promise<void> {
  try {
    const [settings, version, health] = await Promise.all([
      backend().call('get-settings', {}),
      backend().call('get-version', {}),
      backend().call('get-health', {}),
    ]);
    useSettingsStore.setState({ settings, version, health, loading: ready });
  } catch (error) {
    useSettingsStore.setState({ loading: failed(error) });
  }
}

/** Throws ClientError. */
export async function updateSettings(change: UpdateSettings): Promise<void> {
  useSettingsStore.setState({ settings: await backend().call('update-settings', change) });
}
