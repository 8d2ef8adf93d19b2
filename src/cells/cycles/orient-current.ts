/** Turns the sign of the current where needed, so that a charge is positive in every curve. */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import { qualityEntry } from '../quality/quality-entry.ts';
import type { SkippedRepairs } from '../quality/required-repair.ts';
import { firstFew } from '../word-lists.ts';
import { countSignVotes, signOf } from './current-sign.ts';
import type { RawCycle, RawStep } from './raw-cell.ts';

export interface OrientedCycles {
  readonly cycles: readonly RawCycle[];
  readonly entries: readonly QualityEntry[];
}

/** A share of the votes above which both directions are really there. */
const clearShare = 0.2;
const fewestSamples = 3;

/**
 * A step that the file calls a charge or a discharge says itself which sign it should have. The others are judged
 * together: where the voltage falls while the current is positive, and rises while it is negative, the sign is swapped.
 * Throws INVALID_FILE_FORMAT where the current has one sign only and the voltage shows both directions.
 */
export function orientCurrent(
  cycles: readonly RawCycle[],
  restA: number,
  skipped: SkippedRepairs,
): OrientedCycles {
  const unknown = cycles.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'unknown'));
  const votes = countSignVotes(
    unknown.map(({ curve }) => curve),
    restA,
  );
  const isOneSided = votes.hasPositive !== votes.hasNegative;
  if (isOneSided && Math.min(votes.plain, votes.swapped) > clearShare * (votes.plain + votes.swapped)) {
    throw invalidFile(
      'expected a current whose sign tells charge from discharge, found the same sign throughout while the voltage rises ' +
        'and falls; give discharges a negative current, or add a column "step type" with charge and discharge',
    );
  }
  const isSwapped = votes.swapped > votes.plain;
  const isWrong = (step: RawStep): boolean =>
    step.kind === 'unknown'
      ? isSwapped
      : step.kind === 'charge'
        ? sumOf(step, restA) < 0
        : sumOf(step, restA) > 0;
  const wrong = cycles.filter(({ steps }) => steps.some(isWrong)).map(({ cycleIndex }) => cycleIndex);
  if (wrong.length === 0) return { cycles, entries: [] };
  if (skipped.has('flip_current_sign')) return { cycles, entries: [keptEntry(wrong)] };
  return {
    cycles: cycles.map((cycle) => ({
      ...cycle,
      steps: cycle.steps.map((step) => (isWrong(step) ? flip(step) : step)),
    })),
    entries: [flippedEntry(wrong)],
  };
}

/** Without rests, whose readings may have any sign. */
function sumOf({ curve }: RawStep, restA: number): number {
  let [sum, count] = [0, 0];
  for (const current of curve.currentA) {
    if (signOf(current, restA) === 0) continue;
    sum += current;
    count += 1;
  }
  return count < fewestSamples ? 0 : sum;
}

const flip = (step: RawStep): RawStep => ({
  ...step,
  curve: { ...step.curve, currentA: step.curve.currentA.map((current) => -current) },
});

function flippedEntry(cycles: readonly number[]): QualityEntry {
  const message =
    'The sign of the current is swapped: charging is negative in the file. It was turned, so that charging is positive: ' +
    `cycle ${firstFew(cycles)}.`;
  return qualityEntry('current_sign_swapped', 'warning', message, { cycles, repair: 'flip_current_sign' });
}

function keptEntry(cycles: readonly number[]): QualityEntry {
  const message =
    'The sign of the current looks swapped (the voltage falls while it is positive), and was taken at its word: positive ' +
    `counts as charging: cycle ${firstFew(cycles)}.`;
  return qualityEntry('current_sign_swapped', 'warning', message, { cycles });
}
