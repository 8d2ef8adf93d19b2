/**
 * The layout of the fast-charging set of Severson et al. (Nature Energy 4, 383, 2019): a struct array with one element
 * for each cell, holding `summary` (vectors over cycles) and `cycles` (curves, one element for each cycle).
 */
import type { RawCell, RawCycle, RawStep } from '../../../cells/cycles/raw-cell.ts';
import { brokenMat } from './broken-mat.ts';
import { batchCurves, type CurveReader } from './batch-curves.ts';
import { fieldOf, isVector, numberOf, numbersIn, type StructElement, textOf } from './mat-fields.ts';
import { elementCount, type MatStruct, type MatValue } from './mat-value.ts';

/** As many as a CSV file may hold. */
const maxCells = 200;

/** The struct array of cells; undefined where the variable has another layout. */
export function findBatch(variable: MatValue): MatStruct | undefined {
  if (variable.kind !== 'struct' || elementCount(variable) === 0) return undefined;
  return variable.fields.includes('cycles') && variable.fields.includes('summary') ? variable : undefined;
}

/** Throws INVALID_FILE_FORMAT. */
export function batchCells(batch: MatStruct): readonly RawCell[] {
  const count = elementCount(batch);
  if (count > maxCells) throw brokenMat(batch.path, `expected at most ${maxCells} cells, found ${count}`);
  const elements = Array.from({ length: count }, (_, index) => ({ struct: batch, index }));
  const labels = count === 1 ? [null] : distinctLabels(elements);
  return elements.map((element, index) => cellOf(element, labels[index] ?? null));
}

/** Barcodes where each cell has one of its own, otherwise the index in the array. */
function distinctLabels(elements: readonly StructElement[]): readonly string[] {
  const barcodes = elements.map((element) => textOf(element, 'barcode'));
  const isDistinct =
    barcodes.every((code) => code !== undefined) && new Set(barcodes).size === barcodes.length;
  return elements.map(
    ({ struct, index }) => (isDistinct ? barcodes[index] : undefined) ?? `${struct.path} ${index + 1}`,
  );
}

function cellOf(element: StructElement, label: string | null): RawCell {
  const summary = summaryOf(element);
  const curves = batchCurves(element, summary.get('QDischarge'));
  const { indices, note } = cycleIndices(summary.get('cycle'), curves.count);
  const cycles = Array.from({ length: curves.count }, (_, position): RawCycle => ({
    cycleIndex: indices[position] ?? position + 1,
    steps: [stepOf(curves, position, summary.get('QDischarge'))],
    summary: summaryAt(summary, position),
  }));
  return { label, cycles, notes: [...descriptionOf(element), ...curves.notes, ...note] };
}

type Summary = ReadonlyMap<string, Float64Array>;

/** Vectors over the cycles, by name. */
function summaryOf(element: StructElement): Summary {
  const summary = fieldOf(element, 'summary');
  if (summary?.kind !== 'struct' || elementCount(summary) === 0) return new Map();
  const vectors = summary.fields.flatMap((name) => {
    const value = summary.field(name, 0);
    const numbers = value && (isVector(value) || elementCount(value) === 1) ? numbersIn(value) : undefined;
    return numbers ? [[name, numbers] as const] : [];
  });
  return new Map(vectors);
}

function summaryAt(summary: Summary, position: number): Readonly<Record<string, number>> {
  const others = [...summary].filter(([name]) => name !== 'cycle');
  return Object.fromEntries(others.map(([name, values]) => [name, values[position] ?? Number.NaN]));
}

/** Charge and discharge of a cycle stand in one curve; the sign of the current tells them apart. */
function stepOf(curves: CurveReader, position: number, capacityAh: Float64Array | undefined): RawStep {
  const statedCapacityAh = capacityAh && (capacityAh[position] ?? Number.NaN);
  return { kind: 'unknown', curve: curves.read(position), statedCapacityAh };
}

function cycleIndices(stated: Float64Array | undefined, count: number) {
  const isUsable =
    stated !== undefined &&
    stated.length >= count &&
    stated.every((cycle, at) => Number.isInteger(cycle) && cycle > (stated[at - 1] ?? -1));
  if (isUsable) return { indices: stated, note: [] };
  return { indices: [], note: ['The cycles are numbered in the order of the file.'] };
}

function descriptionOf(element: StructElement): readonly string[] {
  const policy = textOf(element, 'policy_readable') ?? textOf(element, 'policy');
  const life = fieldOf(element, 'cycle_life') && numberOf(element, 'cycle_life');
  return [
    ...(policy === undefined ? [] : [`The file names the charging policy ${policy}.`]),
    ...(life !== undefined && Number.isFinite(life) ? [`The file states a cycle life of ${life}.`] : []),
  ];
}
