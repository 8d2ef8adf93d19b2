/** The last cycle of a test that still ran when it was copied: its discharge ends early, and is no capacity. */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { quantile } from '../quality/capacity-course.ts';
import { qualityEntry } from '../quality/quality-entry.ts';
import type { SkippedRepairs } from '../quality/required-repair.ts';
import { signOf } from './current-sign.ts';
import type { RawCycle } from './raw-cell.ts';

interface MeasuredCycle {
  readonly cycle: RawCycle;
  readonly capacityAh: number;
}

/** Of the capacities just before: with more a cycle may have faded, or been run faster. */
const littleShare = 0.7;
/** Of the voltage that the cycles before went through: it ended so far above them. */
const endsAboveShare = 0.1;
const cyclesBefore = 5;

/** An entry where the last of the cycles is to be left out. The currents are positive while charging. */
export function unfinishedCycle(
  cycles: readonly MeasuredCycle[],
  restA: number,
  skipped: SkippedRepairs,
): QualityEntry | undefined {
  const last = cycles.at(-1);
  const before = cycles.slice(Math.max(0, cycles.length - 1 - cyclesBefore), -1);
  if (!last || before.length === 0 || skipped.has('drop_unfinished_cycle')) return undefined;
  const usualAh = quantile(Float64Array.from(before, ({ capacityAh }) => capacityAh), 0.5); // prettier-ignore
  if (!(last.capacityAh < littleShare * usualAh) || !endsAbove(last, before, restA)) return undefined;
  const { cycleIndex } = last.cycle;
  const message =
    `Left out the last cycle, ${cycleIndex}: its discharge of ${Number(last.capacityAh.toPrecision(3))} Ah ends far above the ` +
    'voltage at which those before it ended, as where a running test was copied.';
  const facts = { cycles: [cycleIndex], repair: 'drop_unfinished_cycle' as const };
  return qualityEntry('rows_dropped', 'warning', message, facts);
}

function endsAbove(last: MeasuredCycle, before: readonly MeasuredCycle[], restA: number): boolean {
  const ranges = before.map(({ cycle }) => dischargeVoltages(cycle, restA));
  const lowest = quantile(Float64Array.from(ranges, ({ lowest: v }) => v), 0.5); // prettier-ignore
  const highest = quantile(Float64Array.from(ranges, ({ highest: v }) => v), 0.5); // prettier-ignore
  const margin = endsAboveShare * (highest - lowest);
  return dischargeVoltages(last.cycle, restA).lowest > lowest + margin;
}

function dischargeVoltages({ steps }: RawCycle, restA: number) {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const { curve } of steps) {
    for (let index = 0; index < curve.currentA.length; index += 1) {
      if (signOf(curve.currentA[index] ?? 0, restA) >= 0) continue;
      lowest = Math.min(lowest, curve.voltageV[index] ?? Infinity);
      highest = Math.max(highest, curve.voltageV[index] ?? -Infinity);
    }
  }
  return { lowest, highest };
}
