/** A counter of what was discharged says itself which sign of the current discharges, surer than the voltage does. */
import { signOf } from './current-sign.ts';
import type { CutCycle } from './cut-cycles.ts';
import { withStatedCapacity } from './stated-capacity.ts';

/** Of all that it moves by. */
const clearShare = 0.9;

/** Whether a positive current discharges; undefined where the counter does not tell. `capacityAh`: [samples] */
export function isSwappedByCounter(
  cycles: readonly CutCycle[],
  capacityAh: Float64Array,
  restA: number,
): boolean | undefined {
  let [positive, negative] = [0, 0];
  for (const { steps } of withStatedCapacity(cycles, capacityAh)) {
    for (const { curve, statedCapacityAh = 0 } of steps) {
      const sign = signOf(meanOf(curve.currentA), restA);
      if (sign > 0) positive += statedCapacityAh;
      else if (sign < 0) negative += statedCapacityAh;
    }
  }
  const clear = clearShare * (positive + negative);
  if (!(clear > 0)) return undefined;
  if (positive >= clear) return true;
  return negative >= clear ? false : undefined;
}

function meanOf(values: Float64Array): number {
  let [sum, count] = [0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}
