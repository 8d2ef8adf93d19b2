/** The samples of one cell in the order of the file → its cycles, by the file's own numbers or by the current. */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { qualityEntry } from '../quality/quality-entry.ts';
import { firstFew } from '../word-lists.ts';
import { continueClock } from './continue-clock.ts';
import { findCycleStarts } from './find-cycle-starts.ts';
import type { RawCurve, RawCycle } from './raw-cell.ts';
import { stepsWithStatedCapacity } from './stated-capacity.ts';

/** Equally long; not finite where the file has no number. */
export interface SampleColumns extends RawCurve {
  readonly capacityAh: Float64Array | null;
  /** The file's own cycle number of each sample. */
  readonly cycle: Float64Array | null;
}

export interface SeriesCut {
  readonly cycles: readonly RawCycle[];
  readonly rowsFound: number;
  readonly cyclesFound: number;
  readonly entries: readonly QualityEntry[];
}

interface SampleRange {
  readonly cycleIndex: number;
  readonly from: number;
  readonly to: number;
}

export function cutCycles(samples: SampleColumns, form: { readonly isStepTime: boolean }): SeriesCut {
  const { ranges, entries } = samples.cycle ? rangesByNumber(samples.cycle) : rangesByCurrent(samples);
  const restarts: number[] = [];
  const capacities = samples.capacityAh;
  const cycles = ranges.map(({ cycleIndex, from, to }): RawCycle => {
    const { timeS, restartCount } = continueClock(samples.timeS.subarray(from, to), form);
    if (restartCount > 0) restarts.push(cycleIndex);
    const curve = {
      timeS,
      voltageV: samples.voltageV.subarray(from, to),
      currentA: samples.currentA.subarray(from, to),
      temperatureC: samples.temperatureC?.subarray(from, to) ?? null,
    };
    return capacities
      ? { cycleIndex, summary: {}, ...stepsWithStatedCapacity(curve, capacities.subarray(from, to)) }
      : { cycleIndex, summary: {}, steps: [{ kind: 'unknown', curve, statedCapacityAh: undefined }] };
  });
  return {
    cycles,
    rowsFound: samples.timeS.length,
    cyclesFound: cycles.length,
    entries: [...entries, ...restartEntry(restarts)],
  };
}

/** Samples that follow each other with the same number. A number that comes again later makes a range of its own. */
function rangesByNumber(cycle: Float64Array): {
  readonly ranges: readonly SampleRange[];
  readonly entries: readonly QualityEntry[];
} {
  const ranges: SampleRange[] = [];
  let from = 0;
  for (let index = 1; index <= cycle.length; index += 1) {
    // Object.is: a missing number is equal to a missing number.
    if (index < cycle.length && Object.is(cycle[index], cycle[from])) continue;
    ranges.push({ cycleIndex: cycle[from] ?? Number.NaN, from, to: index });
    from = index;
  }
  return { ranges, entries: [] };
}

function rangesByCurrent(samples: SampleColumns) {
  const starts = findCycleStarts(samples);
  const ranges = starts.map((from, index) => ({
    cycleIndex: index + 1,
    from,
    to: starts[index + 1] ?? samples.timeS.length,
  }));
  const message =
    `The file has no cycle column: its samples were cut into ${ranges.length} cycles, one at each charge after a ` +
    'discharge. Cycles that are missing from the file shift the numbers, and RUL with them.';
  const entries = [qualityEntry('rows_may_not_be_cycles', 'warning', message, { count: ranges.length })];
  return { ranges, entries };
}

function restartEntry(cycles: readonly number[]): readonly QualityEntry[] {
  if (cycles.length === 0) return [];
  const message = `The clock starts again within ${cycles.length} cycles, as step times do; the parts were put end to end: cycle ${firstFew(cycles)}.`;
  return [qualityEntry('time_not_monotonic', 'info', message, { cycles })];
}
