/** The curves of one cycle as series over the time in it. Pure. */
import type { BatteryCycle } from '../../../shared/contract/battery.ts';
import { colorAt, type Series } from './series.ts';

type Curves = Pick<BatteryCycle, 'time' | 'voltage' | 'current' | 'temperature'>;

export interface CycleQuantity {
  readonly key: 'voltage' | 'current' | 'temperature';
  readonly label: string;
  readonly unit: string;
}

const quantities: readonly CycleQuantity[] = [
  { key: 'voltage', label: 'Voltage', unit: 'V' },
  { key: 'current', label: 'Current', unit: 'A' },
  { key: 'temperature', label: 'Temperature', unit: '°C' },
];

/** Those that were measured in this cycle. */
export const measuredQuantities = (curves: Curves): readonly CycleQuantity[] =>
  quantities.filter(({ key }) => curves.time.length > 0 && curves[key].length === curves.time.length);

export function cycleSeries(curves: Curves, { key, label }: CycleQuantity): Series {
  const index = quantities.findIndex((quantity) => quantity.key === key);
  return { key, label, color: colorAt(index), x: curves.time, y: curves[key] };
}
