/**
 * A capacity column beside the samples of a cycle → what it states. Cyclers write it in three ways: the cycle's capacity
 * in every row; a counter that runs through the cycle (or the whole test) while the cell is discharged; a counter that
 * starts again with every step, charges too.
 */
import { restCurrent, signOf } from './current-sign.ts';
import type { RawCurve, RawCycle, RawStep } from './raw-cell.ts';

/** `capacityAh`: [samples] of one cycle. */
export function stepsWithStatedCapacity(
  curve: RawCurve,
  capacityAh: Float64Array,
): Pick<RawCycle, 'steps' | 'statedCapacityAh'> {
  const finite = capacityAh.filter((capacity) => Number.isFinite(capacity));
  const isConstant = finite.every((capacity) => capacity === finite[0]);
  if (isConstant) {
    const steps: RawStep[] = [{ kind: 'unknown', curve, statedCapacityAh: undefined }];
    return { steps, statedCapacityAh: finite[0] ?? Number.NaN };
  }
  return { steps: splitBySign(curve).map((range) => stepOf(curve, capacityAh, range)) };
}

interface SampleRange {
  readonly from: number;
  readonly to: number;
}

/** Runs of one sign; a rest belongs to the run before it. */
function splitBySign(curve: RawCurve): readonly SampleRange[] {
  const restA = restCurrent([curve]);
  const ranges: SampleRange[] = [];
  let [from, sign] = [0, 0];
  for (let index = 0; index < curve.currentA.length; index += 1) {
    const here = signOf(curve.currentA[index] ?? 0, restA);
    if (here === 0 || here === sign) continue;
    if (sign !== 0) {
      ranges.push({ from, to: index });
      from = index;
    }
    sign = here;
  }
  return [...ranges, { from, to: curve.currentA.length }];
}

function stepOf(curve: RawCurve, capacityAh: Float64Array, { from, to }: SampleRange): RawStep {
  return {
    kind: 'unknown',
    curve: {
      timeS: curve.timeS.subarray(from, to),
      voltageV: curve.voltageV.subarray(from, to),
      currentA: curve.currentA.subarray(from, to),
      temperatureC: curve.temperatureC?.subarray(from, to) ?? null,
    },
    statedCapacityAh: countedBetween(capacityAh, from, to),
  };
}

/**
 * What the counter rose by over the samples, since the sample before them where it goes on from there. A counter that
 * falls has started again, from zero: what it reads then was counted since.
 */
function countedBetween(capacityAh: Float64Array, from: number, to: number): number {
  let before = from === 0 ? Number.NaN : (capacityAh[from - 1] ?? Number.NaN);
  let counted = 0;
  for (let index = from; index < to; index += 1) {
    const here = capacityAh[index] ?? Number.NaN;
    if (!Number.isFinite(here)) continue;
    if (here < before) counted += here;
    else if (Number.isFinite(before)) counted += here - before;
    before = here;
  }
  return counted;
}
