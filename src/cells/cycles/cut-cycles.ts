/** The samples of one cell in the order of the file → its cycles, each with a clock that goes on. */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { qualityEntry } from '../quality/quality-entry.ts';
import type { SkippedRepairs } from '../quality/required-repair.ts';
import { firstFew } from '../word-lists.ts';
import { continueClock } from './continue-clock.ts';
import { type CycleColumn, cycleRanges } from './cycle-ranges.ts';
import { mendStrayTimes } from './mend-stray-times.ts';
import type { RawCurve } from './raw-cell.ts';
import type { SampleRange } from './sample-range.ts';

export interface CutCycle extends SampleRange {
  readonly curve: RawCurve;
}

export interface SeriesCut {
  readonly cycles: readonly CutCycle[];
  readonly entries: readonly QualityEntry[];
}

interface CutRequest {
  /** Best name first; empty where the file numbers nothing. */
  readonly cycleColumns: readonly CycleColumn[];
  /** The clock starts again with every step. */
  readonly isStepTime: boolean;
  readonly skipped: SkippedRepairs;
}

/** `samples`: equally long arrays; not finite where the file has no number. */
export function cutCycles(samples: RawCurve, request: CutRequest): SeriesCut {
  const { timeS, strays } = mendStrayTimes(samples.timeS);
  const mended = { ...samples, timeS };
  const { ranges, entries } = cycleRanges(mended, request.cycleColumns, request.skipped);
  const restarts: number[] = [];
  const cycles = ranges.map((range): CutCycle => {
    const curve = sliceOf(mended, range);
    const continued = continueClock(curve.timeS, request);
    if (continued.restartCount > 0) restarts.push(range.cycleIndex);
    return { ...range, curve: { ...curve, timeS: continued.timeS } };
  });
  return { cycles, entries: [...entries, ...strayEntry(strays, ranges), ...restartEntry(restarts)] };
}

/** Without copying. */
export function sliceOf(curve: RawCurve, { from, to }: Pick<SampleRange, 'from' | 'to'>): RawCurve {
  return {
    timeS: curve.timeS.subarray(from, to),
    voltageV: curve.voltageV.subarray(from, to),
    currentA: curve.currentA.subarray(from, to),
    temperatureC: curve.temperatureC?.subarray(from, to) ?? null,
  };
}

function strayEntry(strays: readonly number[], ranges: readonly SampleRange[]): readonly QualityEntry[] {
  if (strays.length === 0) return [];
  const cycles = ranges
    .filter(({ from, to }) => strays.some((index) => index >= from && index < to))
    .map(({ cycleIndex }) => cycleIndex);
  const message =
    `The clock falls for a single sample and goes on as before, ${strays.length === 1 ? 'once' : `${strays.length} times`}; ` +
    `those times were set midway between their neighbours: cycle ${firstFew(cycles)}.`;
  return [qualityEntry('time_not_monotonic', 'info', message, { cycles, count: strays.length })];
}

function restartEntry(cycles: readonly number[]): readonly QualityEntry[] {
  if (cycles.length === 0) return [];
  const message = `The clock starts again within ${cycles.length} cycles, as step times do; the parts were put end to end: cycle ${firstFew(cycles)}.`;
  return [qualityEntry('time_not_monotonic', 'info', message, { cycles })];
}
