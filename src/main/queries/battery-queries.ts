/** The questions about batteries, by operation. */
import type { Handlers } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import { pageMeta } from '../../shared/domain/page-meta.ts';
import type { BatteryStore } from '../store/battery-store.ts';
import { type CycleReader, listBatteryCycles } from './list-battery-cycles.ts';

export interface BatteryQueryParts {
  readonly batteryStore: BatteryStore;
  readonly cycleReader: CycleReader;
}

export function batteryQueries(
  parts: BatteryQueryParts,
): Pick<Handlers, 'list-batteries' | 'get-battery' | 'list-battery-cycles'> {
  return {
    'list-batteries': (input) => {
      const { items, total } = parts.batteryStore.listBatteries(input);
      return { items: [...items], meta: pageMeta(input, total) };
    },
    'get-battery': ({ battery_id: id }) => {
      const battery = parts.batteryStore.findBattery(id);
      if (!battery) throw notFound('Battery', id);
      return battery;
    },
    'list-battery-cycles': listBatteryCycles(parts),
  };
}
