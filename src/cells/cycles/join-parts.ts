/** A test that was exported in parts, one after the other in one file: each part begins at the first cycle again. */
import { numberAt } from '../number-at.ts';
import { qualityEntry } from '../quality/quality-entry.ts';
import type { SkippedRepairs } from '../quality/required-repair.ts';
import type { CycleRanges, SampleRange } from './sample-range.ts';

/**
 * A part begins where the number falls back to the file's first, or the one after it, and the clock falls with it; its
 * cycles are counted on. Untouched where that is switched off, or where the clock goes on: then numbers repeat.
 */
export function joinParts(
  ranges: readonly SampleRange[],
  timeS: Float64Array,
  skipped: SkippedRepairs,
): CycleRanges {
  const starts = skipped.has('join_parts') ? [] : partStarts(ranges, timeS);
  if (starts.length === 0) return { ranges, entries: [] };
  const offsets = offsetsOf(ranges, starts);
  const joined = ranges.map((range, index) => ({
    ...range,
    cycleIndex: range.cycleIndex + (offsets[index] ?? 0),
  }));
  const cycles = starts.map((start) => joined[start]?.cycleIndex ?? 0);
  const message =
    `Cycle numbers and clock start again ${starts.length === 1 ? 'once' : `${starts.length} times`}: taken for parts of one ` +
    `test, one after the other, and counted on, from cycle ${cycles.join(', ')}. Several cells need a column "cell".`;
  return {
    ranges: joined,
    entries: [qualityEntry('cycles_repeated', 'warning', message, { cycles, repair: 'join_parts' })],
  };
}

/** Indices of the ranges that begin a part, but for the first. */
function partStarts(ranges: readonly SampleRange[], timeS: Float64Array): readonly number[] {
  const first = ranges[0]?.cycleIndex ?? Number.NaN;
  const seen = new Set<number>();
  const starts: number[] = [];
  for (const [index, { cycleIndex, from }] of ranges.entries()) {
    const before = ranges[index - 1]?.cycleIndex ?? Number.NaN;
    const isBack = cycleIndex < before && cycleIndex <= first + 1 && seen.has(cycleIndex);
    if (isBack && numberAt(timeS, from) < numberAt(timeS, from - 1)) starts.push(index);
    seen.add(cycleIndex);
  }
  return starts;
}

/** What is added to each range's number: each part begins one above the highest number so far. */
function offsetsOf(ranges: readonly SampleRange[], starts: readonly number[]): readonly number[] {
  const isStart = new Set(starts);
  let [offset, highest] = [0, -Infinity];
  return ranges.map(({ cycleIndex }, index) => {
    if (isStart.has(index)) offset = highest + 1 - cycleIndex;
    highest = Math.max(highest, Number.isFinite(cycleIndex) ? cycleIndex + offset : highest);
    return offset;
  });
}
