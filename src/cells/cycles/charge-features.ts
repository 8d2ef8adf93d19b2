/** The features of every cycle's charge, with one cut-off voltage and one pair of currents for the whole cell. */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import {
  chargeCurveFeatureNames,
  type ChargeWindows,
  featuresOfChargeCurve,
} from '../features/features-of-charge-curve.ts';
import { quantile } from '../quality/capacity-course.ts';
import { chargeWindowsFor } from '../features/charge-windows.ts';
import { qualityEntry } from '../quality/quality-entry.ts';
import { firstFew } from '../word-lists.ts';
import { chargeOfCycle, plateauOfCharge } from './charge-of-cycle.ts';
import type { RawCycle } from './raw-cell.ts';

export interface ChargeFeatures {
  /** [cycles][16] NaN = missing; null where the cell has no charge at constant voltage. */
  readonly rows: readonly (readonly number[])[] | null;
  readonly entries: readonly QualityEntry[];
}

/** `capacityAh`: nominal, or typical of the cell; only its order of magnitude counts. */
export function chargeFeatures(
  cycles: readonly RawCycle[],
  { restA, capacityAh }: { readonly restA: number; readonly capacityAh: number },
): ChargeFeatures {
  const plateaus = Float64Array.from(cycles, (cycle) => plateauOfCharge(chargeOfCycle(cycle, restA)));
  const known = plateaus.filter((voltage) => Number.isFinite(voltage));
  if (known.length === 0) return { rows: null, entries: [noCharge()] };
  const windows = chargeWindowsFor(quantile(known, 0.5), capacityAh);
  const rows = cycles.map((cycle) => featuresOfChargeCurve(chargeOfCycle(cycle, restA), windows));
  return { rows, entries: [windowsEntry(windows), ...missingEntry(cycles, rows)] };
}

function noCharge(): QualityEntry {
  return qualityEntry(
    'column_left_out',
    'info',
    'No charge in the file ends at a constant voltage: the sixteen features of the charge curve are missing.',
    { count: chargeCurveFeatureNames.length },
  );
}

function windowsEntry({
  cutOffVoltageV,
  ccWindowV,
  cvFromCurrentA,
  cvToCurrentA,
}: ChargeWindows): QualityEntry {
  const message =
    `Features of the charge curve: cut-off ${cutOffVoltageV} V, taken from the plateaus of the charges; the last ` +
    `${ccWindowV} V below it, and the current from ${cvFromCurrentA} A to ${cvToCurrentA} A at it.`;
  return qualityEntry('other', 'info', message);
}

function missingEntry(
  cycles: readonly RawCycle[],
  rows: readonly (readonly number[])[],
): readonly QualityEntry[] {
  const missing = cycles
    .filter((_, row) => rows[row]?.some(Number.isNaN))
    .map(({ cycleIndex }) => cycleIndex);
  if (missing.length === 0) return [];
  const count = missing.length === 1 ? '1 cycle' : `${missing.length} cycles`;
  const message = `Features of the charge curve are missing in ${count} whose charge does not pass both windows: cycle ${firstFew(missing)}.`;
  return [qualityEntry('non_finite_values', 'info', message, { cycles: missing })];
}
