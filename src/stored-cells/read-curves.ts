/** Reads the curves of a page of cycles: five small reads, however long the cell lived. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type OpenTensors, readTensorRows, type RowRange, withTensors } from './read-tensors.ts';

/** Equally long; temperature may be empty. */
export interface CycleCurves {
  /** s from the start of the cycle */
  readonly time: number[];
  /** V */
  readonly voltage: number[];
  /** A, positive while charging */
  readonly current: number[];
  /** degrees Celsius */
  readonly temperature: number[];
}

const noCurves = (): CycleCurves => ({ time: [], voltage: [], current: [], temperature: [] });

/** One per row of the range; empty curves where the cell has none. Others are served between two cycles. */
export async function readCurves(path: string, range: RowRange): Promise<readonly CycleCurves[]> {
  try {
    return await withTensors(path, (tensors) => readPage(tensors, range));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return Array.from({ length: range.to - range.from }, noCurves);
  }
}

async function readPage(tensors: OpenTensors, { from, to }: RowRange): Promise<readonly CycleCurves[]> {
  const offsets = await readTensorRows(tensors, 'cycle_offsets', { from, to: to + 1 });
  const first = offsets[0] ?? 0;
  const samples = { from: first, to: offsets[offsets.length - 1] ?? first };
  const [time, voltage, current, temperature] = await Promise.all(
    ['time_s', 'voltage_v', 'current_a', 'temperature_c'].map((name) =>
      readTensorRows(tensors, name, samples),
    ),
  );
  const curves: CycleCurves[] = [];
  for (let row = 0; row < to - from; row += 1) {
    const [start, end] = [(offsets[row] ?? 0) - first, (offsets[row + 1] ?? 0) - first];
    const numbersOf = (values: Float32Array | Float64Array | undefined): number[] =>
      plainNumbers(values, start, end);
    curves.push({
      time: numbersOf(time),
      voltage: numbersOf(voltage),
      current: numbersOf(current),
      temperature: numbersOf(temperature),
    });
    await nextTurn();
  }
  return curves;
}

/** Seven digits hold all that single precision does, and read 4.2 instead of 4.199999809265137. */
const digits = 7;

/** Empty where a sample has no number: temperature may be logged now and then only. */
function plainNumbers(values: Float32Array | Float64Array | undefined, start: number, end: number): number[] {
  const numbers = Array.from(values?.subarray(start, end) ?? [], rounded);
  return numbers.every((value) => Number.isFinite(value)) ? numbers : [];
}

function rounded(value: number): number {
  if (value === 0) return 0;
  const decimals = digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  // Powers of ten beyond these are not exact, and so would the result not be.
  if (!(decimals >= 0 && decimals <= 22)) return value;
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}
