/**
 * A capacity column beside the samples of a cycle → what it states. Cyclers write it in many ways: the cycle's capacity
 * in every row; a counter of what was discharged, through the step, the cycle or the whole test; a counter that falls
 * again while discharging, since it counts the difference; one that is negative then.
 */
import { numberAt } from '../number-at.ts';
import { restCurrent, signOf } from './current-sign.ts';
import { type CutCycle, sliceOf } from './cut-cycles.ts';
import type { RawCurve, RawCycle } from './raw-cell.ts';

/** `capacityAh`: [samples] of the whole cell, so that a counter that goes on from the cycle before is known. */
export function withStatedCapacity(
  cycles: readonly CutCycle[],
  capacityAh: Float64Array,
): readonly Pick<RawCycle, 'steps' | 'statedCapacityAh'>[] {
  const stated = cycles.map((range) => constantIn(capacityAh, range));
  if (stated.every((constant) => constant !== undefined)) {
    return cycles.map(({ curve }, index) => ({
      steps: [{ kind: 'unknown', curve, statedCapacityAh: undefined }],
      statedCapacityAh: stated[index] ?? Number.NaN,
    }));
  }
  return cycles.map(({ curve, from }) => ({
    steps: runsOf(curve).map((run) => ({
      kind: 'unknown',
      curve: sliceOf(curve, run),
      statedCapacityAh: counted(capacityAh, { from: from + run.from, to: from + run.to }),
    })),
  }));
}

/** The number in every row of the cycle that has one, NaN where none has; undefined where they differ. */
function constantIn(capacityAh: Float64Array, { from, to }: Run): number | undefined {
  let constant = Number.NaN;
  for (let index = from; index < to; index += 1) {
    const here = numberAt(capacityAh, index);
    if (!Number.isFinite(here)) continue;
    if (Number.isNaN(constant)) constant = here;
    else if (here !== constant) return undefined;
  }
  return constant;
}

interface Run {
  readonly from: number;
  readonly to: number;
}

/** Runs of one sign; a rest belongs to the run before it. */
function runsOf({ currentA }: Pick<RawCurve, 'currentA'>): readonly Run[] {
  const restA = restCurrent([{ currentA }]);
  const runs: Run[] = [];
  let [from, sign] = [0, 0];
  for (let index = 0; index < currentA.length; index += 1) {
    const here = signOf(currentA[index] ?? 0, restA);
    if (here === 0 || here === sign) continue;
    if (sign !== 0) {
      runs.push({ from, to: index });
      from = index;
    }
    sign = here;
  }
  return [...runs, { from, to: currentA.length }];
}

/** Of what it read before: where a counter starts again it falls to about zero. */
const restartShare = 0.02;
/** Of its usual step: the first reading after a restart may have counted a little, and a restart falls much further. */
const firstSteps = 3;
const furtherSteps = 10;

/**
 * What the counter moved by over the samples, up or down, since the sample before them where it goes on from there. A
 * counter that falls to about zero has started again; one that falls by less has not: it counts the difference of charge
 * and discharge, or is rounded.
 */
function counted(capacityAh: Float64Array, { from, to }: Run): number {
  const step = usualStep(capacityAh, { from, to });
  let before = lastFiniteBefore(capacityAh, from);
  let change = 0;
  for (let index = from; index < to; index += 1) {
    const here = numberAt(capacityAh, index);
    if (!Number.isFinite(here)) continue;
    const fall = Math.abs(before) - Math.abs(here);
    const isNearZero = Math.abs(here) <= Math.max(restartShare * Math.abs(before), firstSteps * step);
    const isFar = fall > (index === from ? firstSteps : furtherSteps) * step;
    const hasRestarted = fall > 0 && isNearZero && isFar;
    if (hasRestarted) change += here;
    else if (Number.isFinite(before)) change += here - before;
    before = here;
  }
  return Math.abs(change);
}

/** Median of how far it moves from sample to sample, where it moves at all. */
function usualStep(capacityAh: Float64Array, { from, to }: Run): number {
  const moves: number[] = [];
  for (let index = from + 1; index < to; index += 1) {
    const move = Math.abs(numberAt(capacityAh, index) - numberAt(capacityAh, index - 1));
    if (move > 0) moves.push(move);
  }
  const sorted = Float64Array.from(moves).sort();
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** A counter may be logged now and then only. */
const farthestBack = 100;

function lastFiniteBefore(values: Float64Array, from: number): number {
  for (let index = from - 1; index >= Math.max(0, from - farthestBack); index -= 1) {
    if (Number.isFinite(values[index])) return numberAt(values, index);
  }
  return Number.NaN;
}
