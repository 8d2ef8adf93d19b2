/** By which windows the charges of a cell are described, from the voltage at which its charger holds. */
import type { ChargeWindows } from './features-of-charge-curve.ts';

/** Chargers hold their voltage within this. */
const rippleV = 0.005;
/** Cut-offs are round numbers; a plateau this close to one is it, measured. */
const roundV = 0.05;
const measurementErrorV = 0.015;
/** A cell of this size is described while the current falls from 0.5 A to 0.1 A. */
const usualCapacityAh = 2;

/**
 * The cut-off as a round number where it is one, else to 10 mV; the currents in steps of ten, so that cells of one kind
 * are described alike. `capacityAh`: nominal, or typical of the cell; only its order of magnitude counts.
 */
export function chargeWindowsFor(plateauV: number, capacityAh: number): ChargeWindows {
  const decade = Math.round(Math.log10(capacityAh / usualCapacityAh));
  const scale = Number.isFinite(decade) ? 10 ** decade : 1;
  const round = Number((Math.round(plateauV / roundV) * roundV).toFixed(2));
  const cutOffVoltageV =
    Math.abs(round - plateauV) <= measurementErrorV ? round : Math.round(plateauV * 100) / 100;
  return {
    cutOffVoltageV,
    cutOffToleranceV: Math.max(0, cutOffVoltageV - plateauV) + rippleV,
    ccWindowV: 0.2,
    cvFromCurrentA: 0.5 * scale,
    cvToCurrentA: 0.1 * scale,
  };
}
