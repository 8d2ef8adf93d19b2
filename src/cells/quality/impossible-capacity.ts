/** Capacities that no cell of this size can have: told, never changed. */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { firstFew } from '../word-lists.ts';
import { type CapacityCourse, measuredRows, quantile } from './capacity-course.ts';
import { qualityEntry } from './quality-entry.ts';

/** Fresh cells stand up to 12 % above nominal. */
const limitShare = 1.25;
const fewestRows = 5;
/** Of the nominal capacity: a cell that usually holds less is no spent cell, but one in other units. */
const leastShare = 0.2;

/**
 * More than 1.25 times the nominal capacity, where that was given; or, from five rows on, more than 1.25 times what nine
 * rows of ten stay below. And less than a fifth of the nominal capacity that was given, by the median.
 */
export function impossibleCapacity(
  course: CapacityCourse & { readonly isNominalAssumed: boolean },
): readonly QualityEntry[] {
  const { cycleIndex, capacityAh } = measuredRows(course);
  const usualAh = capacityAh.length < fewestRows ? Infinity : quantile(capacityAh, 0.9);
  const nominalAh = course.isNominalAssumed ? Infinity : course.nominalCapacityAh;
  const limitAh = limitShare * Math.min(nominalAh, usualAh);
  const cycles = [...cycleIndex].filter((_, row) => (capacityAh[row] ?? 0) > limitAh);
  if (cycles.length === 0) return tooLittle(course, quantile(capacityAh, 0.5));
  const largestAh = capacityAh.reduce((largest, capacity) => Math.max(largest, capacity), 0);
  const message =
    `Impossible capacity, kept as it is: up to ${Number(largestAh.toPrecision(4))} Ah, where at most ` +
    `${Number(limitAh.toPrecision(4))} Ah is credible for this cell: cycle ${firstFew(cycles)}.`;
  return [qualityEntry('capacity_impossible', 'warning', message, { cycles })];
}

function tooLittle(
  { nominalCapacityAh, isNominalAssumed }: CapacityCourse & { readonly isNominalAssumed: boolean },
  usualAh: number,
): readonly QualityEntry[] {
  if (isNominalAssumed || !(usualAh < leastShare * nominalCapacityAh)) return [];
  const message =
    `Capacity is out of all proportion: usually ${Number(usualAh.toPrecision(4))} Ah, where ${nominalCapacityAh} Ah are ` +
    'nominal. Is the nominal capacity right, or a column in another unit than its name says?';
  return [qualityEntry('capacity_impossible', 'warning', message)];
}
