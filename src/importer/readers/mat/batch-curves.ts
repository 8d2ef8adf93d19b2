/** The curves of one cell in the layout of Severson et al.: a struct array over cycles, or a struct of cells. */
import type { RawCurve } from '../../../cells/cycles/raw-cell.ts';
import { brokenMat } from './broken-mat.ts';
import { classOf, fieldOf, numbersIn, type StructElement } from './mat-fields.ts';
import { elementCount, type MatStruct, type MatValue } from './mat-value.ts';

export interface CurveReader {
  /** Cycles. */
  readonly count: number;
  /** Throws INVALID_FILE_FORMAT. */
  readonly read: (position: number) => RawCurve;
  readonly notes: readonly string[];
}

type Names = Readonly<Record<'time' | 'voltage' | 'current', string>>;
const names: Names = { time: 't', voltage: 'V', current: 'I' };
const temperatureName = 'T';
const secondsPerMinute = 60;

/** Throws INVALID_FILE_FORMAT where current, voltage or time are missing. */
export function batchCurves(element: StructElement, capacityAh: Float64Array | undefined): CurveReader {
  const cycles = fieldOf(element, 'cycles');
  if (cycles?.kind !== 'struct') {
    throw brokenMat(
      element.struct.path,
      `expected a struct "cycles", found ${cycles ? classOf(cycles) : 'none'}`,
    );
  }
  const missing = Object.values(names).filter((name) => !cycles.fields.includes(name));
  if (missing.length > 0) {
    throw brokenMat(cycles.path, `expected the fields I, V and t, found no ${missing.join(' and no ')}`);
  }
  const { count, fieldAt } = openCycles(cycles);
  const read = (position: number, secondsPerUnit: number): RawCurve =>
    readCurve(fieldAt, position, secondsPerUnit);
  const isInSeconds = count > 0 && timesAreSeconds(read, count, capacityAh);
  return {
    count,
    read: (position) => read(position, isInSeconds ? 1 : secondsPerMinute),
    notes: [
      isInSeconds ? 'The times are in seconds.' : 'The times were taken for minutes and turned into seconds.',
    ],
  };
}

type FieldAt = (name: string, position: number) => MatValue | undefined;

/** One element for each cycle, or one cell for each cycle in every field. */
function openCycles(cycles: MatStruct): { readonly count: number; readonly fieldAt: FieldAt } {
  const fields = new Map(cycles.fields.map((name) => [name, firstOf(cycles, name)]));
  const time = fields.get(names.time);
  if (elementCount(cycles) !== 1 || time?.kind !== 'cell') {
    return { count: elementCount(cycles), fieldAt: (name, position) => cycles.field(name, position) };
  }
  const fieldAt: FieldAt = (name, position) => {
    const cells = fields.get(name);
    return cells?.kind === 'cell' && position < elementCount(cells) ? cells.item(position) : undefined;
  };
  return { count: elementCount(time), fieldAt };
}

function firstOf(cycles: MatStruct, name: string): MatValue | undefined {
  const isNeeded = Object.values(names).includes(name) || name === temperatureName;
  return isNeeded && elementCount(cycles) === 1 ? cycles.field(name, 0) : undefined;
}

function readCurve(fieldAt: FieldAt, position: number, secondsPerUnit: number): RawCurve {
  const numbers = (name: string): Float64Array => {
    const value = fieldAt(name, position);
    const found = value && numbersIn(value);
    if (!found) throw brokenMat(`cycle ${position + 1}`, `expected numbers in "${name}", found none`);
    return found;
  };
  const [time, voltageV, currentA] = [numbers(names.time), numbers(names.voltage), numbers(names.current)];
  if (voltageV.length !== time.length || currentA.length !== time.length) {
    const lengths = [time, voltageV, currentA].map((values) => values.length).join(', ');
    throw brokenMat(`cycle ${position + 1}`, `expected t, V and I equally long, found ${lengths} values`);
  }
  const temperature = fieldAt(temperatureName, position);
  const temperatureC = (temperature && numbersIn(temperature)) ?? null;
  return {
    timeS: time.map((value) => value * secondsPerUnit),
    voltageV,
    currentA,
    temperatureC: temperatureC?.length === time.length ? temperatureC : null,
  };
}

/**
 * The published files count minutes. One cycle in the middle tells: with minutes taken for seconds the charge that left
 * the cell would be a sixtieth of the stated capacity, with seconds taken for minutes sixty times as much.
 */
function timesAreSeconds(
  read: (position: number, secondsPerUnit: number) => RawCurve,
  count: number,
  capacityAh: Float64Array | undefined,
): boolean {
  const middle = Math.floor(count / 2);
  const stated = capacityAh?.[middle] ?? Number.NaN;
  const ratio = dischargedAh(read(middle, secondsPerMinute)) / stated;
  return ratio > 60 / 4 && ratio < 60 * 4;
}

function dischargedAh({ timeS, currentA }: RawCurve): number {
  let ampereSeconds = 0;
  for (let row = 1; row < timeS.length; row++) {
    const current = currentA[row] ?? 0;
    if (current < 0) ampereSeconds -= current * ((timeS[row] ?? 0) - (timeS[row - 1] ?? 0));
  }
  return ampereSeconds / 3600;
}
