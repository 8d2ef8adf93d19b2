/** Where the cycles of a cell's samples begin and end: by a column that counts them, else by the current. */
import { qualityEntry } from '../quality/quality-entry.ts';
import type { SkippedRepairs } from '../quality/required-repair.ts';
import { findCycleStarts } from './find-cycle-starts.ts';
import { joinParts } from './join-parts.ts';
import type { RawCurve } from './raw-cell.ts';
import type { CycleRanges, SampleRange } from './sample-range.ts';

/** A column that may number the cycles. */
export interface CycleColumn {
  readonly name: string;
  /** [samples] not finite where the file has no number */
  readonly numbers: Float64Array;
}

/** `columns`: best name first. The first that counts is taken; one that is empty or stands still is passed over. */
export function cycleRanges(
  curve: RawCurve,
  columns: readonly CycleColumn[],
  skipped: SkippedRepairs,
): CycleRanges {
  const counting = columns.find(({ numbers }) => counts(numbers));
  if (counting) return byNumber(curve, counting, columns, skipped);
  const starts = findCycleStarts(curve);
  const standing = columns.find(({ numbers }) => numbers.some((number) => Number.isSafeInteger(number)));
  if (standing && starts.length < 2) return { ranges: rangesOf(standing.numbers), entries: [] };
  return byCurrent(curve, starts, columns);
}

function counts(numbers: Float64Array): boolean {
  const first = numbers.find((number) => Number.isSafeInteger(number));
  return numbers.some((number) => Number.isSafeInteger(number) && number !== first);
}

function byNumber(
  curve: RawCurve,
  chosen: CycleColumn,
  columns: readonly CycleColumn[],
  skipped: SkippedRepairs,
): CycleRanges {
  const joined = joinParts(rangesOf(chosen.numbers), curve.timeS, skipped);
  const others = columns.filter((column) => column !== chosen).map(({ name }) => `"${name}"`);
  if (others.length === 0) return joined;
  const message = `The cycles are numbered by "${chosen.name}", not by ${others.join(', ')}.`;
  return {
    ...joined,
    entries: [...joined.entries, qualityEntry('column_left_out', 'info', message, { count: others.length })],
  };
}

/** Samples that follow each other with the same number. A number that comes again later makes a range of its own. */
function rangesOf(numbers: Float64Array): readonly SampleRange[] {
  const ranges: SampleRange[] = [];
  let from = 0;
  for (let index = 1; index <= numbers.length; index += 1) {
    // Object.is: a missing number is equal to a missing number.
    if (index < numbers.length && Object.is(numbers[index], numbers[from])) continue;
    ranges.push({ cycleIndex: numbers[from] ?? Number.NaN, from, to: index });
    from = index;
  }
  return ranges;
}

function byCurrent(curve: RawCurve, starts: readonly number[], columns: readonly CycleColumn[]): CycleRanges {
  const ranges = starts.map((from, index) => ({
    cycleIndex: index + 1,
    from,
    to: starts[index + 1] ?? curve.timeS.length,
  }));
  const [column] = columns;
  const why = column
    ? `"${column.name}" ${column.numbers.some((number) => Number.isFinite(number)) ? 'does not count' : 'is empty'}`
    : 'The file has no cycle column';
  const message =
    `${why}: the samples were cut into ${ranges.length} cycles, one at each charge after a ` +
    'discharge. Cycles that are missing from the file shift the numbers, and RUL with them.';
  const entries = [qualityEntry('rows_may_not_be_cycles', 'warning', message, { count: ranges.length })];
  return { ranges, entries };
}
