/** A curve as logged → one whose samples are numbers and whose time never runs back. */
import type { RawCurve } from './raw-cell.ts';

export interface CleanCurve {
  readonly curve: RawCurve;
  /** Samples without a time, a voltage or a current. */
  readonly droppedCount: number;
  /** Samples whose time lies before that of the sample before them. */
  readonly backwardCount: number;
}

/** Copies only where something has to change. */
export function cleanCurve(raw: RawCurve): CleanCurve {
  const complete = keepWhere(raw, isComplete);
  const backwardCount = countBackward(complete.timeS);
  return {
    curve: backwardCount === 0 ? complete : sortByTime(complete),
    droppedCount: raw.timeS.length - complete.timeS.length,
    backwardCount,
  };
}

const isComplete = ({ timeS, voltageV, currentA }: RawCurve, index: number): boolean =>
  Number.isFinite(timeS[index]) && Number.isFinite(voltageV[index]) && Number.isFinite(currentA[index]);

function keepWhere(curve: RawCurve, isKept: (curve: RawCurve, index: number) => boolean): RawCurve {
  const indices: number[] = [];
  for (let index = 0; index < curve.timeS.length; index += 1) if (isKept(curve, index)) indices.push(index);
  return indices.length === curve.timeS.length ? curve : pick(curve, indices);
}

function countBackward(timeS: Float64Array): number {
  let count = 0;
  for (let index = 1; index < timeS.length; index += 1) {
    if ((timeS[index] ?? 0) < (timeS[index - 1] ?? 0)) count += 1;
  }
  return count;
}

/** Samples of the same time keep their order. */
function sortByTime(curve: RawCurve): RawCurve {
  const { timeS } = curve;
  const indices = Array.from(timeS, (_, index) => index);
  return pick(
    curve,
    indices.sort((a, b) => (timeS[a] ?? 0) - (timeS[b] ?? 0)),
  );
}

function pick(curve: RawCurve, indices: readonly number[]): RawCurve {
  const picked = (values: Float64Array): Float64Array =>
    Float64Array.from(indices, (index) => values[index] ?? Number.NaN);
  return {
    timeS: picked(curve.timeS),
    voltageV: picked(curve.voltageV),
    currentA: picked(curve.currentA),
    temperatureC: curve.temperatureC && picked(curve.temperatureC),
  };
}
