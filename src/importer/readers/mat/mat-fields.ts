/** Asks a struct for what a known layout keeps in it. */
import { brokenMat } from './broken-mat.ts';
import { elementCount, type MatStruct, type MatValue } from './mat-value.ts';

/** Which element of a struct array, from 0. */
export interface StructElement {
  readonly struct: MatStruct;
  readonly index: number;
}

export function fieldOf({ struct, index }: StructElement, name: string): MatValue | undefined {
  return struct.field(name, index);
}

/** Throws INVALID_FILE_FORMAT where the field is not there or holds no numbers. Empty where it is empty. */
export function numbersOf(element: StructElement, name: string): Float64Array {
  const value = fieldOf(element, name);
  const numbers = value && numbersIn(value);
  if (numbers) return numbers;
  const found = value === undefined ? 'none' : `one of class ${classOf(value)}`;
  throw brokenMat(element.struct.path, `expected a field "${name}" with numbers, found ${found}`);
}

/** Undefined where there is no such field; NaN where it is empty or holds no number. */
export function numberOf(element: StructElement, name: string): number | undefined {
  const value = fieldOf(element, name);
  return value && (numbersIn(value)?.[0] ?? Number.NaN);
}

/** Undefined where there is no such field, or no text in it. */
export function textOf(element: StructElement, name: string): string | undefined {
  const value = fieldOf(element, name);
  const inner = value?.kind === 'cell' && elementCount(value) === 1 ? value.item(0) : value;
  const text = inner?.kind === 'char' ? inner.rows().join(' ').trim() : '';
  return text === '' ? undefined : text;
}

/** Undefined where the value holds no real numbers. */
export function numbersIn(value: MatValue): Float64Array | undefined {
  return value.kind === 'numeric' || value.kind === 'logical' ? value.real() : undefined;
}

/** 1 x N or N x 1. */
export function isVector(value: MatValue): boolean {
  return value.dims.filter((size) => size !== 1).length === 1 && elementCount(value) > 1;
}

export function classOf(value: MatValue): string {
  return value.kind === 'numeric' || value.kind === 'opaque' ? value.class : value.kind;
}
