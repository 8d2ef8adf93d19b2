/** What a MATLAB file holds, whichever of its formats it has: a tree whose numbers are read when they are asked for. */

export const numericClasses = [
  'double',
  'single',
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
] as const;
export type NumericClass = (typeof numericClasses)[number];

interface MatBase {
  /** Where it stands, as MATLAB writes it: `B0025.cycle(3).data`. */
  readonly path: string;
  /** At least two; elements lie in column-major order. Empty where one of them is 0. */
  readonly dims: readonly number[];
}

interface MatNumeric extends MatBase {
  readonly kind: 'numeric';
  readonly class: NumericClass;
  /** As doubles: whole numbers of 64 bits may be rounded. May be a view on the file's bytes; not to be written. */
  real(): Float64Array;
  /** Null where the numbers are not complex. */
  imaginary(): Float64Array | null;
}

interface MatLogical extends MatBase {
  readonly kind: 'logical';
  /** 0 or 1 */
  real(): Float64Array;
}

interface MatChar extends MatBase {
  readonly kind: 'char';
  /** One string for each row; none where it is empty. */
  rows(): readonly string[];
}

export interface MatCell extends MatBase {
  readonly kind: 'cell';
  /** `index` counts from 0. */
  item(index: number): MatValue;
}

export interface MatStruct extends MatBase {
  readonly kind: 'struct';
  readonly fields: readonly string[];
  /** Of the element `index`, from 0; undefined where it has no such field. */
  field(name: string, index: number): MatValue | undefined;
}

/** What only MATLAB can open: tables, dates, objects, function handles, sparse matrices. */
export interface MatOpaque extends MatBase {
  readonly kind: 'opaque';
  readonly class: string;
}

export type MatValue = MatNumeric | MatLogical | MatChar | MatCell | MatStruct | MatOpaque;

export interface MatVariable {
  readonly name: string;
  /** MATLAB's class: `double`, `struct`, `table` … */
  readonly class: string;
  /** Its numbers may be read until the file is closed. */
  read(): Promise<MatValue>;
}

export function elementCount(value: Pick<MatValue, 'dims'>): number {
  return value.dims.reduce((product, size) => product * size, 1);
}
