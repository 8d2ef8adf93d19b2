/** Capacity fade of cells as series: SoH in percent over the cycle. Pure. */
import type { Battery, BatteryCycle } from '../../../shared/contract/battery.ts';
import { colorAt, type Series } from './series.ts';

export function fadeSeries(battery: Battery, cycles: readonly BatteryCycle[], index: number): Series {
  return {
    key: String(battery.id),
    label: battery.name,
    color: colorAt(index),
    x: cycles.map((cycle) => cycle.cycle_index),
    y: cycles.map(({ soh }) => (soh === null ? null : soh * 100)),
    isDashed: index >= 7,
  };
}
