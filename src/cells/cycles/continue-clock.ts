/** A clock that starts again with every step → one that goes on. */

import { numberAt } from '../number-at.ts';

/** Of the time before: where a clock starts again it falls to about zero, where samples are out of order it does not. */
const restartShare = 0.02;

/** `timeS` of one cycle, s; the same array where the clock never starts again. */
export function continueClock(
  timeS: Float64Array,
  { isStepTime }: { readonly isStepTime: boolean },
): { readonly timeS: Float64Array; readonly restartCount: number } {
  let restartCount = 0;
  let offset = 0;
  let interval = 0;
  let continued: Float64Array | undefined;
  for (let index = 1; index < timeS.length; index += 1) {
    const [before, here] = [numberAt(timeS, index - 1), numberAt(timeS, index)];
    const restartsBelow = isStepTime ? before : Math.max(interval, restartShare * before);
    if (here < before && here <= restartsBelow) {
      continued ??= timeS.slice();
      offset += before - here + interval;
      restartCount += 1;
    } else if (here > before) interval = here - before;
    if (continued) continued[index] = here + offset;
  }
  return { timeS: continued ?? timeS, restartCount };
}
