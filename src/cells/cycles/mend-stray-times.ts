/** A clock that reads something else for one sample and goes on as if nothing had been has not started again. */
import { numberAt } from '../number-at.ts';

/**
 * `timeS` with each single reading that lies below both of its neighbours in order, and by more than they lie apart,
 * replaced by their middle; the same array where there is none.
 */
export function mendStrayTimes(timeS: Float64Array): {
  readonly timeS: Float64Array;
  /** Indices that were mended. */
  readonly strays: readonly number[];
} {
  const strays: number[] = [];
  for (let index = 1; index + 1 < timeS.length; index += 1) {
    if (isStray(numberAt(timeS, index - 1), numberAt(timeS, index), numberAt(timeS, index + 1)))
      strays.push(index);
  }
  if (strays.length === 0) return { timeS, strays };
  const mended = timeS.slice();
  for (const index of strays) mended[index] = (numberAt(timeS, index - 1) + numberAt(timeS, index + 1)) / 2;
  return { timeS: mended, strays };
}

const isStray = (before: number, here: number, after: number): boolean =>
  here < before && after >= before && before - here > after - before;
