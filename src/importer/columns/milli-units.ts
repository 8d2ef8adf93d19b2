/** Numbers without a unit that are so large that they must be thousandths. */
import { qualityEntry } from '../../cells/quality/quality-entry.ts';
import type { Quality, QualityEntry } from '../../shared/contract/quality.ts';
import type { SeriesRoles } from './series-roles.ts';

/** No single cell is run with 200 A or at 100 V where a file names no unit. */
const limits = { voltage: 100, current: 200 } as const;
const thousandthOf = { voltage: 'mV', current: 'mA' } as const;
type Name = keyof typeof limits;

/** Scales the values in place, where they are. */
export function milliUnits(
  roles: Pick<SeriesRoles, Name>,
  values: Readonly<Record<Name, Float64Array>>,
): { readonly units: Quality['units']; readonly entries: readonly QualityEntry[] } {
  const names = (['voltage', 'current'] as const).filter(
    (name) => roles[name].unit === null && largestOf(values[name]) > limits[name],
  );
  for (const name of names) scaleInto(values[name], 0.001);
  return {
    units: Object.fromEntries(
      names.map((name) => [name, { unit: thousandthOf[name], assumed: true }] as const),
    ),
    entries: names.map((name) => {
      const message =
        `"${roles[name].name}" does not name its unit and holds numbers above ${limits[name]}: ` +
        `${thousandthOf[name]} assumed.`;
      return qualityEntry('unit_assumed', 'warning', message);
    }),
  };
}

function largestOf(values: Float64Array): number {
  let largest = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (size > largest && size < Infinity) largest = size;
  }
  return largest;
}

export function scaleInto(target: Float64Array, factor: number): void {
  for (let index = 0; index < target.length; index += 1) target[index] = (target[index] ?? 0) * factor;
}
