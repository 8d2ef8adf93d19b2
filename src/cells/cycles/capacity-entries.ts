/** What a report says of where the capacities of cycles came from, and how surely. */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { percent, quantile } from '../quality/capacity-course.ts';
import { qualityEntry } from '../quality/quality-entry.ts';
import { firstFew } from '../word-lists.ts';
import { type CycleCapacity, integratedCapacity } from './capacity-of-cycle.ts';
import type { RawCycle } from './raw-cell.ts';

export interface CycleRow {
  readonly cycle: RawCycle;
  readonly capacity: CycleCapacity;
}

const cyclesOf = (rows: readonly CycleRow[]): number[] => rows.map(({ cycle }) => cycle.cycleIndex);
const inCycles = (count: number): string => (count === 1 ? '1 cycle' : `${count} cycles`);

export function withoutCapacityEntry(rows: readonly CycleRow[], isKept: boolean): readonly QualityEntry[] {
  if (rows.length === 0) return [];
  const cycles = cyclesOf(rows);
  const why = 'without a discharge capacity (none stated, stated as 0 or left empty, or no discharge)';
  const message = `${isKept ? 'Kept without a label' : 'Dropped'} ${inCycles(cycles.length)} ${why}: cycle ${firstFew(cycles)}.`;
  return isKept
    ? [qualityEntry('other', 'warning', message, { cycles })]
    : [qualityEntry('rows_dropped', 'warning', message, { cycles, repair: 'drop_rows_without_capacity' })];
}

export function integratedEntry(rows: readonly CycleRow[]): readonly QualityEntry[] {
  if (rows.length === 0) return [];
  const message =
    `The capacity of ${rows.length} cycles was integrated from the current over their discharges, since the file states ` +
    'none there.';
  return [qualityEntry('capacity_integrated', 'info', message, { cycles: cyclesOf(rows) })];
}

/** From the median of a file's ratios: more is not the rounding of its clock. */
const cycleTolerance = 0.03;
/** Of all together: testers count what happens between two samples. */
const fileTolerance = 0.05;

/** Stated capacities beside the integral of the current, where the file has both. `rows`: as stated. */
export function comparedEntries(rows: readonly CycleRow[], restA: number): readonly QualityEntry[] {
  const both = rows.flatMap(({ cycle, capacity }) => {
    const integratedAh = integratedCapacity(cycle, restA);
    return integratedAh > 0 ? [{ cycle, ratio: capacity.capacityAh / integratedAh }] : [];
  });
  if (both.length === 0) return [];
  const median = quantile(Float64Array.from(both, ({ ratio }) => ratio), 0.5); // prettier-ignore
  const apart = both.filter(({ ratio }) => Math.abs(ratio / median - 1) > cycleTolerance);
  const isFar = Math.abs(median - 1) > fileTolerance;
  const message =
    `The capacity is what the file states; the integral of the current ${Math.abs(median - 1) < 0.0005 ? 'is the same' : `differs by ${percent(Math.abs(median - 1))}`} ` +
    `(median of ${inCycles(both.length)}).`;
  return [
    qualityEntry(isFar ? 'capacity_differs' : 'capacity_checked', isFar ? 'warning' : 'info', message, {
      count: both.length,
    }),
    ...apartEntry(apart.map(({ cycle }) => cycle.cycleIndex)),
  ];
}

function apartEntry(cycles: readonly number[]): readonly QualityEntry[] {
  if (cycles.length === 0) return [];
  const message =
    `In ${inCycles(cycles.length)} the stated capacity and the integral of the current are further apart than usual, by more than ` +
    `${percent(cycleTolerance)}; the stated one was kept: cycle ${firstFew(cycles)}.`;
  return [qualityEntry('capacity_differs', 'warning', message, { cycles })];
}
