/** Rows whose capacity leaves the course of their neighbours: told, never changed. */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { firstFew } from '../word-lists.ts';
import { type CapacityCourse, measuredRows } from './capacity-course.ts';
import { qualityEntry } from './quality-entry.ts';

/** Of the neighbours' mean; larger than the steps that a rotating discharge rate makes. */
const outlierShare = 0.04;
/** Of the nominal capacity, from one row to the next. */
const jumpShare = 0.02;
/** In fewer rows a jump says nothing. */
const fewestRowsForJumps = 10;

/**
 * Single-row dips and spikes: more than 4 % below or above two neighbours that agree within 2 %. Jumps: from one row to
 * the next by more than 2 % of the nominal capacity, where neither row is a dip or a spike; from ten rows on.
 */
export function capacityOutliers(course: CapacityCourse): readonly QualityEntry[] {
  const { cycleIndex, capacityAh } = measuredRows(course);
  const cycleOf = (row: number): number => cycleIndex[row] ?? 0;
  const outliers = new Map<number, 'dip' | 'spike'>();
  for (let row = 1; row + 1 < capacityAh.length; row += 1) {
    const kind = outlierAt(capacityAh, row);
    if (kind) outliers.set(row, kind);
  }
  const rowsOf = (kind: string): number[] =>
    [...outliers].filter(([, found]) => found === kind).map(([row]) => cycleOf(row));
  return [
    ...outlierEntry('dip', rowsOf('dip')),
    ...outlierEntry('spike', rowsOf('spike')),
    ...jumpEntry(course, capacityAh, cycleOf, outliers),
  ];
}

function outlierAt(capacityAh: Float64Array, row: number): 'dip' | 'spike' | undefined {
  const [before = 0, here = 0, after = 0] = capacityAh.subarray(row - 1, row + 2);
  const expected = (before + after) / 2;
  if (Math.abs(before - after) > (outlierShare / 2) * expected) return undefined;
  if (here < expected * (1 - outlierShare)) return 'dip';
  return here > expected * (1 + outlierShare) ? 'spike' : undefined;
}

function outlierEntry(kind: 'dip' | 'spike', cycles: readonly number[]): readonly QualityEntry[] {
  if (cycles.length === 0) return [];
  const count = cycles.length === 1 ? `A single-row ${kind}` : `${cycles.length} single-row ${kind}s`;
  const message = `${count} in capacity, kept as measured: cycle ${firstFew(cycles)}.`;
  return [qualityEntry(`capacity_${kind}`, 'warning', message, { cycles })];
}

function jumpEntry(
  { nominalCapacityAh }: CapacityCourse,
  capacityAh: Float64Array,
  cycleOf: (row: number) => number,
  outliers: ReadonlyMap<number, unknown>,
): readonly QualityEntry[] {
  const cycles: number[] = [];
  let largestAh = 0;
  for (let row = 1; row < capacityAh.length; row += 1) {
    const stepAh = Math.abs((capacityAh[row] ?? 0) - (capacityAh[row - 1] ?? 0));
    if (stepAh <= jumpShare * nominalCapacityAh || outliers.has(row) || outliers.has(row - 1)) continue;
    cycles.push(cycleOf(row));
    largestAh = Math.max(largestAh, stepAh);
  }
  if (cycles.length === 0 || capacityAh.length < fewestRowsForJumps) return [];
  const times = cycles.length === 1 ? 'once' : `${cycles.length} times`;
  const message =
    `Capacity jumps by more than 2 % of nominal ${times}, by up to ${Number(largestAh.toPrecision(3))} Ah, kept as ` +
    `measured: at cycle ${firstFew(cycles)}. Another discharge rate, another temperature, a rest or a false reading?`;
  return [qualityEntry('capacity_jump', 'warning', message, { cycles })];
}
