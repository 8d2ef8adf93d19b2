/** The cycles of a raw cell, each once and in order, with clean curves; what had to be repaired for it. */
import type { QualityEntry, RepairName } from '../../shared/contract/quality.ts';
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import { qualityEntry } from '../quality/quality-entry.ts';
import { requireRepair, type SkippedRepairs } from '../quality/required-repair.ts';
import { firstFew } from '../word-lists.ts';
import { cleanCurve } from './clean-curve.ts';
import type { RawCycle } from './raw-cell.ts';

/** More repeated cycle numbers than this and the counter starts again, or the cells are mixed. */
const maxRepeatedShare = 0.1;

interface CleanCycles {
  readonly cycles: readonly RawCycle[];
  readonly entries: readonly QualityEntry[];
}

/** Throws INVALID_FILE_FORMAT where a repair is needed that is switched off. */
export function cleanCycles(found: readonly RawCycle[], skipped: SkippedRepairs): CleanCycles {
  const ordered = orderCycles(found, skipped);
  const curves = cleanCurves(ordered.cycles, skipped);
  return { cycles: curves.cycles, entries: [...ordered.entries, ...curves.entries] };
}

function orderCycles(found: readonly RawCycle[], skipped: SkippedRepairs): CleanCycles {
  const numbered = found.filter(({ cycleIndex }) => Number.isSafeInteger(cycleIndex) && cycleIndex >= 0);
  const once: RawCycle[] = [];
  const repeated: RawCycle[] = [];
  const seen = new Set<number>();
  for (const cycle of numbered) {
    (seen.has(cycle.cycleIndex) ? repeated : once).push(cycle);
    seen.add(cycle.cycleIndex);
  }
  if (repeated.length > maxRepeatedShare * numbered.length) throw startsAgain(numbered.length, once.length);
  const cycles = once.toSorted((a, b) => a.cycleIndex - b.cycleIndex);
  const moved = once.filter((cycle, index) => cycle !== cycles[index]);
  const repairs: readonly Repair[] = [
    {
      code: 'rows_dropped',
      repair: 'drop_rows_without_cycle',
      concerned: found.filter((cycle) => !numbered.includes(cycle)),
      words: (count) => `Dropped ${count} whose number is not a whole one, with their samples`,
    },
    {
      code: 'cycles_repeated',
      repair: 'drop_repeated_cycles',
      concerned: repeated,
      words: (count) => `Dropped ${count} whose number had stood earlier in the file, with their samples`,
    },
    {
      code: 'cycles_reordered',
      repair: 'sort_cycles',
      concerned: moved,
      words: (count) => `The cycles were not in order; they were sorted (${count} moved)`,
    },
  ];
  return { cycles, entries: repairs.flatMap((repair) => entriesOf(repair, skipped)) };
}

interface Repair {
  readonly code: QualityEntry['code'];
  readonly repair: RepairName;
  readonly concerned: readonly RawCycle[];
  readonly words: (count: string) => string;
}

function entriesOf({ code, repair, concerned, words }: Repair, skipped: SkippedRepairs): QualityEntry[] {
  if (concerned.length === 0) return [];
  const cycles = concerned.map(({ cycleIndex }) => cycleIndex);
  const message = `${words(cycles.length === 1 ? '1 cycle' : `${cycles.length} cycles`)}: cycle ${firstFew(cycles)}.`;
  requireRepair(repair, skipped, message.replace(/\.$/, ''));
  return [qualityEntry(code, 'warning', message, { cycles, repair })];
}

function startsAgain(cycleCount: number, differentCount: number): Error {
  return invalidFile(
    `expected the samples of a cycle one after the other, found ${cycleCount} runs of samples for ${differentCount} cycle ` +
      'numbers: several cells without a column "cell", or a counter that starts again; bring it to one numbering',
  );
}

interface Tally {
  readonly cycles: number[];
  count: number;
}

function cleanCurves(cycles: readonly RawCycle[], skipped: SkippedRepairs): CleanCycles {
  const dropped: Tally = { cycles: [], count: 0 };
  const backward: Tally = { cycles: [], count: 0 };
  const clean = cycles.map((cycle) => {
    const cleaned = cycle.steps.map(({ curve }) => cleanCurve(curve));
    addTo(dropped, cycle.cycleIndex, cleaned, 'droppedCount');
    addTo(backward, cycle.cycleIndex, cleaned, 'backwardCount');
    const steps = cycle.steps.map((step, index) => ({ ...step, curve: cleaned[index]?.curve ?? step.curve }));
    return { ...cycle, steps };
  });
  return {
    cycles: clean,
    entries: [
      ...tallyEntry(dropped, skipped, {
        code: 'non_finite_values',
        repair: 'drop_samples_without_numbers',
        words: (samples) => `Left out ${samples} without a time, a voltage or a current`,
      }),
      ...tallyEntry(backward, skipped, {
        code: 'time_not_monotonic',
        repair: 'sort_time',
        words: (samples) => `Time runs back at ${samples}; they were sorted by time`,
      }),
    ],
  };
}

function addTo(
  target: Tally,
  cycleIndex: number,
  cleaned: readonly { readonly droppedCount: number; readonly backwardCount: number }[],
  name: 'droppedCount' | 'backwardCount',
): void {
  const count = cleaned.reduce((sum, counts) => sum + counts[name], 0);
  if (count > 0) target.cycles.push(cycleIndex);
  target.count += count;
}

function tallyEntry(
  { cycles, count }: Tally,
  skipped: SkippedRepairs,
  { code, repair, words }: Pick<Repair, 'code' | 'repair' | 'words'>,
): readonly QualityEntry[] {
  if (count === 0) return [];
  const message = `${words(count === 1 ? '1 sample' : `${count} samples`)}: cycle ${firstFew(cycles)}.`;
  requireRepair(repair, skipped, message.replace(/\.$/, ''));
  return [qualityEntry(code, 'warning', message, { cycles, count, repair })];
}
