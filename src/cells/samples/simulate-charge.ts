/**
 * One simulated charge near its end. A resistance R in series with an open-circuit voltage E(s) that rises with the
 * state of charge s: v = E(s) + R i and ds/dt = i / (3600 Q). Constant current until v reaches the cut-off, then the
 * current that keeps v there, i = (cut-off - E(s)) / R, until it has fallen below the end of the CV window.
 */
import type { Random } from '../../shared/domain/random.ts';
import type { ChargeCurve, ChargeWindows } from '../features/features-of-charge-curve.ts';

/** What the cell is like in this cycle. */
export interface CellState {
  /** Q, Ah */
  readonly capacityAh: number;
  /** R, ohm */
  readonly resistanceOhm: number;
}

/** Nominal capacity of every simulated cell, Ah. */
export const simulatedNominalCapacityAh = 2;
export const simulatedWindows: ChargeWindows = {
  cutOffVoltageV: 4.2,
  ccWindowV: 0.2,
  cvFromCurrentA: 0.5,
  cvToCurrentA: 0.1,
};
const chargeCurrentA = 4;
const ccSamplingS = 2;
const cvSamplingS = 4;
const voltageNoiseV = 0.0006;
const currentNoiseA = 0.0008;

/** E(s) = 3.3 + 0.5 s + 0.4 s² volts: 4.2 V when full. */
const openCircuitVoltage = (s: number): number => 3.3 + s * (0.5 + 0.4 * s);
const stateOfChargeAt = (voltage: number): number => (Math.sqrt(0.25 + 1.6 * (voltage - 3.3)) - 0.5) / 0.8;

/** Samples with measurement noise, from a little before the CC window to a little after the CV window. */
export function simulateCharge(state: CellState, random: Random): ChargeCurve {
  const { cutOffVoltageV, ccWindowV, cvToCurrentA } = simulatedWindows;
  const curve = { timeS: [] as number[], voltageV: [] as number[], currentA: [] as number[] };
  const dropV = chargeCurrentA * state.resistanceOhm;
  let s = stateOfChargeAt(cutOffVoltageV - ccWindowV - dropV - 0.01);
  let time = 0;
  let current = chargeCurrentA;
  while (current > 0.9 * cvToCurrentA) {
    const isConstantCurrent = openCircuitVoltage(s) + dropV < cutOffVoltageV;
    current = isConstantCurrent
      ? chargeCurrentA
      : (cutOffVoltageV - openCircuitVoltage(s)) / state.resistanceOhm;
    // The charger's own reading decides when constant voltage begins, so noise stays below the cut-off before.
    const voltage = openCircuitVoltage(s) + current * state.resistanceOhm;
    const measured = isConstantCurrent
      ? Math.min(voltage + voltageNoiseV * random.normal(), cutOffVoltageV - 1e-6)
      : cutOffVoltageV;
    curve.timeS.push(time);
    curve.voltageV.push(measured);
    curve.currentA.push(current + currentNoiseA * random.normal());
    const step = isConstantCurrent ? ccSamplingS : cvSamplingS;
    s += (current * step) / (3600 * state.capacityAh);
    time += step;
  }
  return curve;
}
