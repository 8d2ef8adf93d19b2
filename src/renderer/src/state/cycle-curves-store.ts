/** The measured curves of the cycle one looks at. The last ones stay on the screen while the next are asked for. */
import { create } from 'zustand';
import type { BatteryCycle } from '../../../shared/contract/battery.ts';
import type { ClientError } from '../client/client-error.ts';
import { backend } from './backend.ts';
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

export const useCycleCurves = create<CycleCurvesState>(() => ({ curves: null, error: null }));

let wanted = '';

export async function showCycleCurves(batteryId: number, cycle: number): Promise<void> {
  const key = `${batteryId} ${cycle}`;
  wanted = key;
  try {
    const { items } = await backend().call('list-battery-cycles', {
      battery_id: batteryId,
      cycle_index: cycle,
      page_size: 1,
    });
    if (wanted === key) useCycleCurves.setState({ curves: items[0] ?? null, error: null });
  } catch (error) {
    if (wanted === key) useCycleCurves.setState({ curves: null, error: asClientError(error) });
  }
}

export function forgetCycleCurves(): void {
  wanted = '';
  useCycleCurves.setState({ curves: null, error: null });
}
