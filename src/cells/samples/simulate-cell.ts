/**
 * The life of one simulated cell. Its true capacity follows
 *   Q(n) = Q0 · (1 - a √n - b n - k · softplus((n - knee) / w)) + recovery(n),
 * early fade with the square root of the cycle, steady fade, a knee, and what rests give back for some cycles; its
 * resistance grows with the capacity lost. What is logged are measurements: the discharge capacity with noise, and the
 * features of a noisy charge at a room temperature that wanders, so that they tell much about the capacity, not all.
 */
import type { Random } from '../../shared/domain/random.ts';
import type { BatteryArrays } from '../../shared/domain/battery-arrays.ts';
import { chargeCurveFeatureNames, featuresOfChargeCurve } from '../features/features-of-charge-curve.ts';
import {
  type CellState,
  simulateCharge,
  simulatedNominalCapacityAh,
  simulatedWindows,
} from './simulate-charge.ts';

/** Cycles until 80 % of nominal, roughly: fade and knee are spread over it. */
export interface CellDesign {
  readonly lifeCycles: number;
}

const endOfTestSoh = 0.76;
const capacityNoise = 0.0015;

/** Runs until the capacity lies well below 80 % of nominal, where such a test is usually ended. */
export function simulateCell({ lifeCycles }: CellDesign, random: Random): BatteryArrays {
  const next = ageing(lifeCycles, random);
  const capacityAh: number[] = [];
  const features: number[] = [];
  for (;;) {
    const state = next(capacityAh.length + 1);
    if (state.capacityAh < endOfTestSoh * simulatedNominalCapacityAh) break;
    capacityAh.push(state.capacityAh * (1 + capacityNoise * random.normal()));
    features.push(...featuresOfChargeCurve(simulateCharge(state, random), simulatedWindows));
  }
  return {
    cycleIndex: Float64Array.from(capacityAh, (_, row) => row + 1),
    capacityAh: Float64Array.from(capacityAh),
    featureNames: chargeCurveFeatureNames,
    features: Float64Array.from(features),
  };
}

/** The true state, cycle by cycle; to be asked in order. */
function ageing(lifeCycles: number, random: Random): (cycle: number) => CellState {
  const spread = (share: number): number => 1 + share * random.normal();
  const initialAh = simulatedNominalCapacityAh * (0.985 + 0.01 * random.normal());
  const initialOhm = 0.05 * spread(0.04);
  const growth = 2.2 * spread(0.06);
  const rootFade = (0.035 * spread(0.15)) / Math.sqrt(lifeCycles);
  const steadyFade = (0.08 * spread(0.1)) / lifeCycles;
  const knee = lifeCycles * (0.82 + 0.05 * random.uniform());
  const kneeWidth = lifeCycles * 0.05;
  const kneeFade = 0.022 * spread(0.1);
  let recovery = 0;
  let roomEffect = 0;
  return (cycle) => {
    // After a rest, about once in a hundred cycles, a little capacity comes back and is lost again.
    const isRested = random.uniform() < 0.01;
    recovery = isRested ? 0.003 + 0.005 * random.uniform() : recovery * 0.85;
    roomEffect = 0.97 * roomEffect + 0.004 * random.normal();
    const softplus = Math.log1p(Math.exp((cycle - knee) / kneeWidth));
    const fade = rootFade * Math.sqrt(cycle) + steadyFade * cycle + kneeFade * softplus;
    return {
      capacityAh: initialAh * (1 - fade + recovery),
      resistanceOhm: initialOhm * (1 + growth * fade) * (1 + roomEffect),
    };
  };
}
