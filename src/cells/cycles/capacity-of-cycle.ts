/** The discharge capacity of one cycle: what the file states, else the integral of the current. */
import { signOf } from './current-sign.ts';
import type { RawCurve, RawCycle, RawStep } from './raw-cell.ts';

export interface CycleCapacity {
  /** Ah above 0, or NaN */
  readonly capacityAh: number;
  readonly origin: 'stated' | 'integrated' | 'none';
}

/** The currents are positive while charging. A capacity that is stated as 0 or left empty is none. */
export function capacityOfCycle(cycle: RawCycle, restA: number): CycleCapacity {
  const discharges = cycle.steps.filter((step) => isDischarge(step, restA));
  const stated = cycle.statedCapacityAh ?? sumOfStated(discharges);
  if (stated !== undefined) {
    return isCapacity(stated) ? { capacityAh: stated, origin: 'stated' } : none;
  }
  const integrated = integratedCapacity(cycle, restA);
  return isCapacity(integrated) ? { capacityAh: integrated, origin: 'integrated' } : none;
}

/** Ah, over all discharges of the cycle. */
export const integratedCapacity = ({ steps }: RawCycle, restA: number): number =>
  steps
    .filter((step) => isDischarge(step, restA))
    .reduce((sum, { curve }) => sum + dischargedAh(curve, restA), 0);

const none: CycleCapacity = { capacityAh: Number.NaN, origin: 'none' };
const isCapacity = (value: number): boolean => value > 0 && value < Infinity;

function isDischarge({ kind, curve }: RawStep, restA: number): boolean {
  return kind === 'discharge' || (kind === 'unknown' && curve.currentA.some((a) => signOf(a, restA) < 0));
}

/** NaN where the field is there and always empty; undefined where no discharge has it. */
function sumOfStated(discharges: readonly RawStep[]): number | undefined {
  const stated = discharges.flatMap(({ statedCapacityAh }) => statedCapacityAh ?? []);
  if (stated.length === 0) return undefined;
  const numbers = stated.filter((capacity) => Number.isFinite(capacity));
  return numbers.length === 0 ? Number.NaN : numbers.reduce((sum, capacity) => sum + capacity, 0);
}

/** ∫ -i dt over the samples that discharge, trapezoidal; rests and charges count as 0. */
export function dischargedAh({ timeS, currentA }: RawCurve, restA: number): number {
  const discharge = (index: number): number => {
    const current = currentA[index] ?? 0;
    return signOf(current, restA) < 0 ? -current : 0;
  };
  let ampereSeconds = 0;
  for (let index = 1; index < timeS.length; index += 1) {
    const step = (timeS[index] ?? 0) - (timeS[index - 1] ?? 0);
    ampereSeconds += (step * (discharge(index) + discharge(index - 1))) / 2;
  }
  return ampereSeconds / 3600;
}
