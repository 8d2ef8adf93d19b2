/** The measured curves of the cycle one looks at. The last ones stay on the screen while the next are asked for. */
import { createStore, type StoreApi } from 'zustand';
import type { BatteryCycle } from '../../../shared/contract/battery.ts';
import type { ClientError } from '../client/client-error.ts';
import type { Client } from '../client/client.ts';
import { asClientError } from './loading.ts';

export type CycleCurves = Pick<
  BatteryCycle,
  'battery_id' | 'cycle_index' | 'time' | 'voltage' | 'current' | 'temperature'
>;

interface CycleCurvesState {
  /** null before any were asked for. */
  readonly curves: CycleCurves | null;
  readonly error: ClientError | null;
}

export interface CycleCurvesStore {
  readonly state: StoreApi<CycleCurvesState>;
  /** Never rejects. */
  readonly show: (batteryId: number, cycle: number) => Promise<void>;
  readonly forget: () => void;
}

export function createCycleCurvesStore(client: Pick<Client, 'call'>): CycleCurvesStore {
  const state = createStore<CycleCurvesState>(() => ({ curves: null, error: null }));
  let wanted = '';
  return {
    state,
    show: async (batteryId, cycle) => {
      const key = `${batteryId} ${cycle}`;
      wanted = key;
      try {
        const question = { battery_id: batteryId, cycle_index: cycle, page_size: 1 };
        const { items } = await client.call('list-battery-cycles', question);
        if (wanted === key) state.setState({ curves: items[0] ?? null, error: null });
      } catch (error) {
        if (wanted === key) state.setState({ curves: null, error: asClientError(error) });
      }
    },
    forget: () => {
      wanted = '';
      state.setState({ curves: null, error: null });
    },
  };
}
