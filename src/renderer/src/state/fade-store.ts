/** The cycles of cells whose curve is on the screen, each asked for once per state of the cell. */
import { createStore, type StoreApi } from 'zustand';
import type { Battery, BatteryCycle } from '../../../shared/contract/battery.ts';
import type { ClientError } from '../client/client-error.ts';
import type { Client } from '../client/client.ts';
import { listAll, longestPage } from './list-all.ts';
import { asClientError } from './loading.ts';

type Fade =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly cycles: readonly BatteryCycle[] }
  | { readonly phase: 'failed'; readonly error: ClientError };

/** By `fadeKey`: a changed capacity changes every SoH, so a changed cell is another curve. */
interface FadesState {
  readonly fades: ReadonlyMap<string, Fade>;
}

export interface FadeStore {
  readonly state: StoreApi<FadesState>;
  /** Asks for the cycles of these cells unless they are there or on their way. */
  readonly want: (batteries: readonly Battery[]) => void;
  readonly retry: (battery: Battery) => void;
}

export const fadeKey = ({ id, updated_at }: Battery): string => `${id} ${updated_at}`;

const askedAtOnce = 3;
const reading: Fade = { phase: 'loading' };

export function createFadeStore(client: Pick<Client, 'call'>): FadeStore {
  const state = createStore<FadesState>(() => ({ fades: new Map() }));
  const wanted: Battery[] = [];
  let askingCount = 0;
  const put = (batteries: readonly Battery[], fade: Fade): void =>
    state.setState(({ fades }) => ({
      fades: new Map([...fades, ...batteries.map((battery) => [fadeKey(battery), fade] as const)]),
    }));
  const ask = async (battery: Battery): Promise<void> => {
    askingCount += 1;
    put([battery], await readFade(client, battery.id));
    askingCount -= 1;
    askMore();
  };
  const askMore = (): void => {
    while (askingCount < askedAtOnce) {
      const battery = wanted.shift();
      if (!battery) return;
      void ask(battery);
    }
  };
  const read = (batteries: readonly Battery[]): void => {
    put(batteries, reading);
    wanted.push(...batteries);
    askMore();
  };
  return {
    state,
    want: (batteries) => {
      const { fades } = state.getState();
      const missing = batteries.filter((battery) => !fades.has(fadeKey(battery)));
      if (missing.length > 0) read(missing);
    },
    retry: (battery) => read([battery]),
  };
}

async function readFade(client: Pick<Client, 'call'>, batteryId: number): Promise<Fade> {
  try {
    const question = { battery_id: batteryId, page_size: longestPage, curves: false };
    const cycles = await listAll((page) => client.call('list-battery-cycles', { ...question, page }));
    return { phase: 'ready', cycles };
  } catch (error) {
    return { phase: 'failed', error: asClientError(error) };
  }
}
