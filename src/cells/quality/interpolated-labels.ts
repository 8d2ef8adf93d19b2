/**
 * Capacities that were computed between a few tests instead of measured each cycle. A cubic through the tests has a
 * fourth difference of exactly zero, Δ⁴Q = Q(n-2) - 4 Q(n-1) + 6 Q(n) - 4 Q(n+1) + Q(n+2) = 0, away from the tests;
 * a measurement never has, unless it is written in coarse steps. Measured on open data: 10 to 60 % of the rows of
 * interpolated files, at most 0.1 % of the others.
 */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { type CapacityCourse, measuredRows, percent, quantile } from './capacity-course.ts';
import { qualityEntry } from './quality-entry.ts';

const fewestRows = 20;
/** Of the median capacity: what rounding leaves of a zero. */
const roundingShare = 1e-9;
const interpolatedShare = 0.05;
/** Of a step: how far from a whole number of steps a rounded capacity may lie. */
const stepTolerance = 1e-3;

export function interpolatedLabels(course: CapacityCourse): readonly QualityEntry[] {
  const { cycleIndex, capacityAh } = measuredRows(course);
  if (capacityAh.length < fewestRows || hasMeasurementStep(capacityAh)) return [];
  const tolerance = roundingShare * quantile(capacityAh, 0.5);
  const cycles: number[] = [];
  for (let row = 2; row + 2 < capacityAh.length; row += 1) {
    if (Math.abs(fourthDifference(capacityAh, row)) < tolerance) cycles.push(cycleIndex[row] ?? 0);
  }
  const share = cycles.length / (capacityAh.length - 4);
  if (share <= interpolatedShare) return [];
  const message =
    `Capacity looks interpolated: around ${cycles.length} rows (${percent(share)}) it follows a cubic exactly, with no ` +
    'measurement step. Such labels are smoother than any measurement and were computed from later tests too.';
  return [qualityEntry('capacity_interpolated', 'warning', message, { cycles })];
}

/** All differences are whole multiples of the smallest: rounded numbers, whose differences vanish by chance. */
function hasMeasurementStep(capacityAh: Float64Array): boolean {
  const differences = capacityAh
    .subarray(1)
    .map((capacity, row) => Math.abs(capacity - (capacityAh[row] ?? 0)));
  const tiny = roundingShare * quantile(capacityAh, 0.5);
  const step = differences.reduce((least, size) => (size > tiny ? Math.min(least, size) : least), Infinity);
  return differences.every((size) => Math.abs(size / step - Math.round(size / step)) < stepTolerance);
}

function fourthDifference(capacityAh: Float64Array, row: number): number {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = capacityAh.subarray(row - 2, row + 3);
  return a - 4 * b + 6 * c - 4 * d + e;
}
