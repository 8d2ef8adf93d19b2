/** Which sign of the current is a charge, and what is so little that it is a rest. */
import { numberAt } from '../number-at.ts';
import type { RawCurve } from './raw-cell.ts';

type Curve = Pick<RawCurve, 'voltageV' | 'currentA'>;

/** Of the largest current of the cell: a charge at constant voltage is ended above it, an idle cycler reads less. */
const restShare = 0.005;

/** A; samples whose current is not larger are rests. */
export function restCurrent(curves: readonly Pick<RawCurve, 'currentA'>[]): number {
  let largest = 0;
  for (const { currentA } of curves) {
    for (const current of currentA) {
      const size = Math.abs(current);
      if (size > largest && size < Infinity) largest = size;
    }
  }
  return restShare * largest;
}

export interface SignVotes {
  /** V that the voltage moved as it does where a positive current charges, and the other way. */
  readonly plain: number;
  readonly swapped: number;
  readonly hasPositive: boolean;
  readonly hasNegative: boolean;
}

const fewestSamples = 3;

/** Every run of samples with one sign votes with the change of its voltage: charging raises it, discharging lowers it. */
export function countSignVotes(curves: readonly Curve[], restA: number): SignVotes {
  const votes = { plain: 0, swapped: 0, hasPositive: false, hasNegative: false };
  for (const curve of curves) {
    let from = 0;
    for (let index = 1; index <= curve.currentA.length; index += 1) {
      const sign = signOf(numberAt(curve.currentA, from), restA);
      if (index < curve.currentA.length && signOf(numberAt(curve.currentA, index), restA) === sign) continue;
      if (sign !== 0) addVoteInto(votes, curve, { from, to: index, sign });
      from = index;
    }
  }
  return votes;
}

function addVoteInto(
  target: { -readonly [Name in keyof SignVotes]: SignVotes[Name] },
  { voltageV }: Curve,
  run: { readonly from: number; readonly to: number; readonly sign: -1 | 1 },
): void {
  if (run.sign > 0) target.hasPositive = true;
  else target.hasNegative = true;
  if (run.to - run.from < fewestSamples) return;
  const change = run.sign * (numberAt(voltageV, run.to - 1) - numberAt(voltageV, run.from));
  if (change > 0) target.plain += change;
  else if (change < 0) target.swapped -= change;
}

/** 1, -1, or 0 for a rest. */
export const signOf = (currentA: number, restA: number): -1 | 0 | 1 =>
  currentA > restA ? 1 : currentA < -restA ? -1 : 0;
