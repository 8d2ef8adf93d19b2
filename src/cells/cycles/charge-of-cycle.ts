/** The charge of a cycle as one curve, and the voltage at which chargers of this cell hold. */
import type { ChargeCurve } from '../features/features-of-charge-curve.ts';
import { quantile } from '../quality/capacity-course.ts';
import { signOf } from './current-sign.ts';
import { numberAt } from '../number-at.ts';
import type { RawCurve, RawCycle } from './raw-cell.ts';

export interface CycleCharge extends ChargeCurve {
  readonly timeS: Float64Array;
  readonly voltageV: Float64Array;
  readonly currentA: Float64Array;
}

/** Every sample that charges, of all steps that may; the currents are positive while charging. Steps follow each other. */
export function chargeOfCycle({ steps }: RawCycle, restA: number): CycleCharge {
  const charge: Samples = { time: [], voltage: [], current: [] };
  let end = 0;
  for (const { kind, curve } of steps) {
    if (kind === 'discharge' || curve.timeS.length === 0) continue;
    const start = numberAt(curve.timeS, 0);
    // A step with a clock of its own goes on where the one before it ended.
    const offset = start < end ? end - start : 0;
    addChargeInto(charge, curve, { offset, restA });
    end = numberAt(curve.timeS, curve.timeS.length - 1) + offset;
  }
  return {
    timeS: Float64Array.from(charge.time),
    voltageV: Float64Array.from(charge.voltage),
    currentA: Float64Array.from(charge.current),
  };
}

interface Samples {
  readonly time: number[];
  readonly voltage: number[];
  readonly current: number[];
}

function addChargeInto(
  target: Samples,
  { timeS, voltageV, currentA }: RawCurve,
  { offset, restA }: { readonly offset: number; readonly restA: number },
): void {
  for (let index = 0; index < timeS.length; index += 1) {
    const current = numberAt(currentA, index);
    if (signOf(current, restA) <= 0) continue;
    target.time.push(numberAt(timeS, index) + offset);
    target.voltage.push(numberAt(voltageV, index));
    target.current.push(current);
  }
}

const plateauV = 0.01;
const fewestSamples = 5;
/** Of the largest current at the plateau: at constant voltage it falls further. */
const taperShare = 0.8;

/** V; NaN where the charge has no phase of constant voltage: its top 10 mV last, and the current falls there. */
export function plateauOfCharge({ voltageV, currentA }: CycleCharge): number {
  const top = voltageV.reduce((largest, voltage) => Math.max(largest, voltage), -Infinity);
  const isAtTop = (_: number, index: number): boolean => (voltageV[index] ?? 0) >= top - plateauV;
  const [voltages, currents] = [voltageV.filter(isAtTop), currentA.filter(isAtTop)];
  const largest = currents.reduce((most, current) => Math.max(most, current), 0);
  const last = numberAt(currents, currents.length - 1);
  if (voltages.length < fewestSamples || last > taperShare * largest) return Number.NaN;
  return quantile(voltages, 0.5);
}
