/** What a cell's life as a whole tells: does it end, where does it start, is it long enough, are all cycles there? */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { firstFew } from '../word-lists.ts';
import { type CapacityCourse, measuredRows, percent, quantile } from './capacity-course.ts';
import { numberAt } from '../number-at.ts';
import { qualityEntry } from './quality-entry.ts';

export interface CellLife extends CapacityCourse {
  readonly endOfLife: number;
  readonly endOfLifeCycle: number | null;
  /** The file numbers its cycles; else the row number counts. */
  readonly hasCycleNumbers: boolean;
}

const shortLifeCycles = 50;
/** Of the nominal capacity: a rise below this is noise. */
const riseShare = 0.01;
/** How far above the end of life a last row may stand for the rest to be missing rather than unlived. */
const nearEndShare = 0.1;

export function checkLife(life: CellLife): readonly QualityEntry[] {
  const course = { ...life, ...measuredRows(life) };
  return [
    ...startsBelowEndOfLife(course),
    ...censored(course),
    ...shortLife(course),
    ...(life.hasCycleNumbers ? cyclesMissing(life.cycleIndex) : [rowsMayNotBeCycles(course)]),
    ...capacityRises(course),
  ];
}

const lastSoh = ({ capacityAh, nominalCapacityAh }: CellLife): number =>
  numberAt(capacityAh, capacityAh.length - 1) / nominalCapacityAh;

/** The median SoH of the first three rows lies below the end of life. */
function startsBelowEndOfLife(life: CellLife): readonly QualityEntry[] {
  const first = life.capacityAh.subarray(0, 3);
  const soh = quantile(first, 0.5) / life.nominalCapacityAh;
  if (!(soh < life.endOfLife)) return [];
  const message =
    `The cell starts at ${percent(soh)} of ${life.nominalCapacityAh} Ah, below its end of life (${percent(life.endOfLife)}): ` +
    'its RUL is 0 or unknown throughout. Is the nominal capacity right, was it cold, or is another threshold meant?';
  return [qualityEntry('starts_below_end_of_life', 'warning', message)];
}

function censored(life: CellLife): readonly QualityEntry[] {
  if (life.endOfLifeCycle !== null) return [];
  const message =
    `The life is cut off: after ${life.cycleIndex.length} cycles the cell stands at ${percent(lastSoh(life))} of nominal, and ` +
    `does not stay below ${percent(life.endOfLife)}. Its RUL is unknown; SoH can be learnt from it.`;
  return [qualityEntry('censored', 'info', message, { count: life.cycleIndex.length })];
}

/** Fewer than fifty cycles, or an end of life within the first fifty. */
function shortLife({ cycleIndex, endOfLifeCycle }: CellLife): readonly QualityEntry[] {
  const lived = endOfLifeCycle === null ? Infinity : cycleIndex.findIndex((cycle) => cycle >= endOfLifeCycle);
  if (cycleIndex.length >= shortLifeCycles && lived >= shortLifeCycles) return [];
  const message =
    cycleIndex.length < shortLifeCycles
      ? `Only ${cycleIndex.length} ${cycleIndex.length === 1 ? 'cycle' : 'cycles'} with a capacity: little to learn from, and little to judge a model by.`
      : `The end of life comes after ${lived} ${lived === 1 ? 'cycle' : 'cycles'} already: is the nominal capacity right?`;
  return [qualityEntry('short_life', 'warning', message, { count: Math.min(cycleIndex.length, lived) })];
}

/** Gaps in the numbering between the first cycle and the last. */
function cyclesMissing(cycleIndex: Float64Array): readonly QualityEntry[] {
  const afterGap: number[] = [];
  let missing = 0;
  cycleIndex.forEach((cycle, row) => {
    const gap = row === 0 ? 0 : cycle - (cycleIndex[row - 1] ?? 0) - 1;
    if (gap <= 0) return;
    missing += gap;
    afterGap.push(cycle);
  });
  if (missing === 0) return [];
  const numbers = missing === 1 ? '1 cycle number is' : `${missing} cycle numbers are`;
  const message = `${numbers} missing between the first cycle and the last: before cycle ${firstFew(afterGap)}.`;
  return [qualityEntry('cycles_missing', 'info', message, { cycles: afterGap, count: missing })];
}

function rowsMayNotBeCycles(life: CellLife): QualityEntry {
  const soh = lastSoh(life);
  const endsEarly =
    life.endOfLifeCycle === null && soh > life.endOfLife && soh < life.endOfLife + nearEndShare;
  const message =
    'The file has no cycle column: the row number counts as cycle, so RUL counts rows. Cycles that are missing from the ' +
    'file shift it.' +
    (endsEarly
      ? ` The last row stands at ${percent(soh)} of nominal, not far above the end of life: the end of the life may be missing.`
      : '');
  return qualityEntry('rows_may_not_be_cycles', 'warning', message, { count: life.cycleIndex.length });
}

/** The highest capacity comes after the third row and lies more than 1 % of nominal above the first. */
function capacityRises({ cycleIndex, capacityAh, nominalCapacityAh }: CellLife): readonly QualityEntry[] {
  let highest = 0;
  capacityAh.forEach((capacity, row) => {
    if (capacity > (capacityAh[highest] ?? 0)) highest = row;
  });
  const [first = 0, top = 0] = [capacityAh[0], capacityAh[highest]];
  if (highest < 3 || top - first <= riseShare * nominalCapacityAh) return [];
  const cycle = cycleIndex[highest] ?? 0;
  const message =
    `Capacity rises first, from ${Number(first.toPrecision(4))} to ${Number(top.toPrecision(4))} Ah at cycle ${cycle}: ` +
    'the first cycle is not the fullest.';
  return [qualityEntry('capacity_rises', 'info', message, { cycles: [cycle] })];
}
