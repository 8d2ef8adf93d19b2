/**
 * The layout of NASA's battery ageing set (Saha and Goebel, 2007): a struct whose field `cycle` is a struct array of
 * charges, discharges and impedance measurements in the order they were made.
 */
import type { RawCell, RawCurve, RawCycle, RawStep } from '../../../cells/cycles/raw-cell.ts';
import { brokenMat } from './broken-mat.ts';
import { fieldOf, numberOf, numbersOf, type StructElement, textOf } from './mat-fields.ts';
import { elementCount, type MatStruct, type MatValue } from './mat-value.ts';

/** The array of cycles in a variable; undefined where it has another layout. */
export function findNasaCycles(variable: MatValue): MatStruct | undefined {
  if (variable.kind !== 'struct' || elementCount(variable) === 0) return undefined;
  const isOne = variable.fields.includes('type') && variable.fields.includes('data');
  const cycles = isOne ? variable : variable.field('cycle', 0);
  return cycles?.kind === 'struct' && cycles.fields.includes('type') && cycles.fields.includes('data')
    ? cycles
    : undefined;
}

/** A discharge and the charges before it make one cycle, numbered from 1. Throws INVALID_FILE_FORMAT. */
export function nasaCell(cycles: MatStruct, label: string | null): RawCell {
  const found: RawCycle[] = [];
  const leftOut = new Map<string, number>();
  let charges: RawStep[] = [];
  for (let index = 0; index < elementCount(cycles); index++) {
    const element = { struct: cycles, index };
    const type = textOf(element, 'type')?.toLowerCase() ?? 'nameless';
    if (type === 'charge') charges.push(stepOf(element, type));
    else if (type === 'discharge') {
      const summary = ambientTemperature(element);
      found.push({ cycleIndex: found.length + 1, steps: [...charges, stepOf(element, type)], summary });
      charges = [];
    } else leftOut.set(type, (leftOut.get(type) ?? 0) + 1);
  }
  if (found.length === 0) {
    throw brokenMat(cycles.path, 'expected cycles of type "discharge", found none');
  }
  return { label, cycles: found, notes: [], stepsLeftOut: wordsOn(leftOut, charges.length) };
}

function stepOf(element: StructElement, kind: 'charge' | 'discharge'): RawStep {
  const value = fieldOf(element, 'data');
  if (value?.kind !== 'struct' || elementCount(value) !== 1) {
    throw brokenMat(`${element.struct.path}(${element.index + 1})`, 'expected a struct "data", found none');
  }
  const data = { struct: value, index: 0 };
  const statedCapacityAh = kind === 'discharge' ? numberOf(data, 'Capacity') : undefined;
  return { kind, curve: curveOf(data), statedCapacityAh };
}

function curveOf(data: StructElement): RawCurve {
  const curve = {
    timeS: numbersOf(data, 'Time'),
    voltageV: numbersOf(data, 'Voltage_measured'),
    currentA: numbersOf(data, 'Current_measured'),
    temperatureC: data.struct.fields.includes('Temperature_measured')
      ? numbersOf(data, 'Temperature_measured')
      : null,
  };
  const lengths = Object.values(curve).flatMap((values) => (values ? [values.length] : []));
  if (lengths.some((length) => length !== curve.timeS.length)) {
    throw brokenMat(data.struct.path, `expected equally long curves, found ${lengths.join(', ')} values`);
  }
  return curve;
}

function ambientTemperature(element: StructElement): RawCycle['summary'] {
  const celsius = numberOf(element, 'ambient_temperature');
  return celsius === undefined ? {} : { ambient_temperature: celsius };
}

function wordsOn(leftOut: ReadonlyMap<string, number>, lastCharges: number): readonly string[] {
  const others = [...leftOut].map(([type, count]) =>
    count === 1 ? `1 ${type} measurement was left out.` : `${count} ${type} measurements were left out.`,
  );
  if (lastCharges === 0) return others;
  return [
    ...others,
    `What follows the last discharge was left out: no cycle is complete there (charges: ${lastCharges}).`,
  ];
}
