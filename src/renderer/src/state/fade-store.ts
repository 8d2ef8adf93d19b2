/** The cycles of cells whose curve is on the screen, each asked for once per state of the cell. */
import { create } from 'zustand';
import type { Battery, BatteryCycle } from '../../../shared/contract/battery.ts';
import { backend } from './backend.ts';
import { listAll, longestPage } from './list-all.ts';
import { asClientError } from './loading.ts';
import type { ClientError } from '../client/client-error.ts';

export type Fade =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly cycles: readonly BatteryCycle[] }
  | { readonly phase: 'failed'; readonly error: ClientError };

/** By `fadeKey`: a changed capacity changes every SoH, so a changed cell is another curve. */
export const useFadeStore = create<{ readonly fades: ReadonlyMap<string, Fade> }>(() => ({
  fades: new Map(),
}));

export const fadeKey = ({ id, updated_at }: Battery): string => `${id} ${updated_at}`;

const askedAtOnce = 3;
const wanted: Battery[] = [];
let askingCount = 0;

/** Asks for the cycles of these cells unless they are there or on their way. */
export function wantFades(batteries: readonly Battery[]): void {
  const { fades } = useFadeStore.getState();
  const missing = batteries.filter((battery) => !fades.has(fadeKey(battery)));
  if (missing.length === 0) return;
  useFadeStore.setState({
    fades: new Map([
      ...fades,
      ...missing.map((battery) => [fadeKey(battery), { phase: 'loading' }] as const),
    ]),
  });
  wanted.push(...missing);
  askMore();
}

export function retryFade(battery: Battery): void {
  put(battery, { phase: 'loading' });
  wanted.push(battery);
  askMore();
}

function askMore(): void {
  while (askingCount < askedAtOnce) {
    const battery = wanted.shift();
    if (!battery) return;
    void ask(battery);
  }
}

async function ask(battery: Battery): Promise<void> {
  askingCount += 1;
  try {
    const askPage = (page: number) =>
      backend().call('list-battery-cycles', {
        battery_id: battery.id,
        page,
        page_size: longestPage,
        curves: false,
      });
    put(battery, { phase: 'ready', cycles: await listAll(askPage) });
  } catch (error) {
    put(battery, { phase: 'failed', error: asClientError(error) });
  } finally {
    askingCount -= 1;
    askMore();
  }
}

function put(battery: Battery, fade: Fade): void {
  useFadeStore.setState(({ fades }) => ({ fades: new Map(fades).set(fadeKey(battery), fade) }));
}
