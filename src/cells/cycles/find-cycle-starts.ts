/**
 * Cuts samples without cycle numbers: a cycle starts with the charge after a discharge. The charge passed so far,
 * q(t) = ∫ i dt, falls and rises; a turn from falling to rising counts where it then rises by a fifth of the longest
 * charge in the file, so that pulses within a discharge (regenerative braking, say) cut nothing.
 */
import { countSignVotes, restCurrent, signOf } from './current-sign.ts';
import { numberAt } from '../number-at.ts';
import type { RawCurve } from './raw-cell.ts';

const turnShare = 0.2;

/** First samples of the cycles; the first is 0. */
export function findCycleStarts(curve: RawCurve): readonly number[] {
  const restA = restCurrent([curve]);
  const votes = countSignVotes([curve], restA);
  const orientation = votes.swapped > votes.plain ? -1 : 1;
  const turnAh = turnShare * longestCharge(curve, orientation, restA);
  if (!(turnAh > 0)) return [0];
  const turns = findLows(curve, orientation, turnAh);
  return [0, ...turns.map((lowest) => nextCharge(curve, lowest, orientation * restA))];
}

/** Samples at which q turns from falling to rising. */
function findLows(curve: RawCurve, orientation: number, turnAh: number): readonly number[] {
  const lows: number[] = [];
  let [charge, extreme, lowestAt] = [0, 0, 0];
  let isFalling = false;
  for (let index = 1; index < curve.timeS.length; index += 1) {
    charge += orientation * chargeBetween(curve, index);
    if (isFalling ? charge < extreme : charge > extreme) [extreme, lowestAt] = [charge, index];
    if (Math.abs(charge - extreme) <= turnAh) continue;
    if (isFalling) lows.push(lowestAt);
    isFalling = !isFalling;
    [extreme, lowestAt] = [charge, index];
  }
  return lows;
}

/** Trapezoidal, Ah; 0 where a number is missing or time stands still or runs back. */
function chargeBetween({ timeS, currentA }: RawCurve, index: number): number {
  const step = numberAt(timeS, index) - numberAt(timeS, index - 1);
  const ampereSeconds = (step * (numberAt(currentA, index) + numberAt(currentA, index - 1))) / 2;
  return step > 0 && Number.isFinite(ampereSeconds) ? ampereSeconds / 3600 : 0;
}

/** The most that is charged between two discharges, Ah. */
function longestCharge(curve: RawCurve, orientation: number, restA: number): number {
  let [longest, run] = [0, 0];
  for (let index = 1; index < curve.timeS.length; index += 1) {
    const sign = orientation * signOf(curve.currentA[index] ?? 0, restA);
    if (sign < 0) run = 0;
    else if (sign > 0) run += Math.max(0, orientation * chargeBetween(curve, index));
    longest = Math.max(longest, run);
  }
  return longest;
}

/** The rest after a discharge still belongs to its cycle. `restA` carries the sign of a charge. */
function nextCharge({ currentA }: RawCurve, from: number, restA: number): number {
  const sign = Math.sign(restA);
  let index = from + 1;
  while (index < currentA.length && sign * (currentA[index] ?? 0) <= Math.abs(restA)) index += 1;
  return index;
}
