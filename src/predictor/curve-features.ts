/**
 * The features of charge curves that come with a request, by the same windows as an import's: the cut-off voltage is the
 * plateau of the curves themselves.
 */
import type { CycleData } from '../shared/contract/prediction.ts';
import { chargeWindowsFor } from '../cells/features/charge-windows.ts';
import {
  chargeCurveFeatureNames,
  type ChargeWindows,
  featuresOfChargeCurve,
} from '../cells/features/features-of-charge-curve.ts';
import { quantile } from '../cells/quality/capacity-course.ts';
import { type CycleCharge, plateauOfCharge } from '../cells/cycles/charge-of-cycle.ts';

export interface CurveFeatures {
  /** By feature, for each cycle; undefined for a cycle without a curve. */
  readonly byCycle: readonly (ReadonlyMap<string, number> | undefined)[];
  /** What they were computed by; null where no charge ends at a constant voltage, so that none could be. */
  readonly windows: ChargeWindows | null;
}

/** Undefined where no cycle has a curve. `nominalCapacityAh`: of the cells the model was trained on. */
export function curveFeatures(
  cycles: readonly CycleData[],
  nominalCapacityAh: number,
): CurveFeatures | undefined {
  const charges = cycles.map(chargeOf);
  const present = charges.filter((charge) => charge !== undefined);
  if (present.length === 0) return undefined;
  const plateaus = Float64Array.from(present, plateauOfCharge).filter((voltage) => Number.isFinite(voltage));
  if (plateaus.length === 0) return { byCycle: charges.map(() => undefined), windows: null };
  const windows = chargeWindowsFor(quantile(plateaus, 0.5), nominalCapacityAh);
  return { byCycle: charges.map((charge) => charge && namedFeatures(charge, windows)), windows };
}

function namedFeatures(charge: CycleCharge, windows: ChargeWindows): ReadonlyMap<string, number> {
  const values = featuresOfChargeCurve(charge, windows);
  return new Map(chargeCurveFeatureNames.map((name, index) => [name, values[index] ?? Number.NaN]));
}

/** Complete samples in the order of time, the current positive while charging whatever its sign was. */
function chargeOf({ time, voltage, current }: CycleData): CycleCharge | undefined {
  if (!time || !voltage || !current) return undefined;
  const complete = time.flatMap((timeS, index) => {
    const [voltageV, currentA] = [voltage[index] ?? null, current[index] ?? null];
    return timeS === null || voltageV === null || currentA === null ? [] : [{ timeS, voltageV, currentA }];
  });
  const sign = complete.reduce((sum, { currentA }) => sum + currentA, 0) < 0 ? -1 : 1;
  const charging = complete
    .filter(({ currentA }) => sign * currentA > 0)
    .sort((one, other) => one.timeS - other.timeS);
  return {
    timeS: Float64Array.from(charging, ({ timeS }) => timeS),
    voltageV: Float64Array.from(charging, ({ voltageV }) => voltageV),
    currentA: Float64Array.from(charging, ({ currentA }) => sign * currentA),
  };
}
