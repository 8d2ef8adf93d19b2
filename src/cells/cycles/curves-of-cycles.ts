/** The curves of all kept cycles, one after the other, each with a clock that starts at 0. */
import type { CellCurves } from '../cell-content.ts';
import { numberAt } from '../number-at.ts';
import type { RawCurve, RawCycle } from './raw-cell.ts';

export function curvesOfCycles(cycles: readonly RawCycle[]): CellCurves {
  const hasTemperature = cycles.some(({ steps }) => steps.some(({ curve }) => curve.temperatureC !== null));
  const sampleCount = cycles.reduce((sum, cycle) => sum + countSamples(cycle), 0);
  const curves = {
    cycleOffsets: new Float64Array(cycles.length + 1),
    timeS: new Float32Array(sampleCount),
    voltageV: new Float32Array(sampleCount),
    currentA: new Float32Array(sampleCount),
    temperatureC: new Float32Array(hasTemperature ? sampleCount : 0),
  };
  let at = 0;
  for (const [row, cycle] of cycles.entries()) {
    addCycleInto(curves, cycle, at);
    at += countSamples(cycle);
    curves.cycleOffsets[row + 1] = at;
  }
  return curves;
}

const countSamples = ({ steps }: RawCycle): number =>
  steps.reduce((sum, { curve }) => sum + curve.timeS.length, 0);

function addCycleInto(target: CellCurves, { steps }: RawCycle, start: number): void {
  let at = start;
  let end = 0;
  let zero: number | undefined;
  for (const { curve } of steps) {
    const first = curve.timeS[0];
    if (first === undefined) continue;
    zero ??= first;
    // A step with a clock of its own goes on where the one before it ended.
    const offset = first - zero < end ? end - first : -zero;
    for (let index = 0; index < curve.timeS.length; index += 1) {
      target.timeS[at + index] = (curve.timeS[index] ?? 0) + offset;
    }
    target.voltageV.set(curve.voltageV, at);
    target.currentA.set(curve.currentA, at);
    if (target.temperatureC.length > 0) setTemperature(target.temperatureC, curve, at);
    end = numberAt(curve.timeS, curve.timeS.length - 1) + offset;
    at += curve.timeS.length;
  }
}

function setTemperature(target: Float32Array, { temperatureC, timeS }: RawCurve, at: number): void {
  if (temperatureC) target.set(temperatureC, at);
  else target.fill(Number.NaN, at, at + timeS.length);
}
