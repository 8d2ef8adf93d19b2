/**
 * A nominal capacity where none is given: the largest of the first ten capacities, without those more than a fifth
 * above their median, rounded to two digits (1.97 → 2.0 Ah, 1.13 → 1.1 Ah). A last cycle that holds less than half of
 * those before it has only just begun, and is not asked. It is a guess and says so.
 */
const firstCycles = 10;

export function assumeNominalCapacity(capacityAh: Float64Array): {
  readonly nominalCapacityAh: number;
  readonly note: string;
} {
  const measured = capacityAh.filter((capacity) => Number.isFinite(capacity));
  const first = withoutBegun(measured).slice(0, firstCycles).toSorted();
  const median = first[Math.floor((first.length - 1) / 2)] ?? Number.NaN;
  const largest = first.findLast((capacity) => capacity <= 1.2 * median) ?? median;
  const nominalCapacityAh = Number(largest.toPrecision(2));
  const note =
    `Nominal capacity was not given: ${nominalCapacityAh} Ah assumed, from the largest of the first ${first.length} ` +
    `capacities (${Number(largest.toPrecision(5))} Ah) rounded to two digits. SoH, RUL and end of life rest on it; correct it if the data sheet says otherwise.`;
  return { nominalCapacityAh, note };
}

function withoutBegun(capacityAh: Float64Array): Float64Array {
  const before = capacityAh.subarray(0, -1).toSorted();
  const usualAh = before[Math.floor((before.length - 1) / 2)] ?? 0;
  return (capacityAh[capacityAh.length - 1] ?? 0) < usualAh / 2 ? capacityAh.subarray(0, -1) : capacityAh;
}
