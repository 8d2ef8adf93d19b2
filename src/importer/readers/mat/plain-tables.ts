/** Vectors of the same length side by side: fields of a struct, or variables, with one row for each cycle. */
import { firstFew } from '../../../cells/word-lists.ts';
import { isVector, numbersIn } from './mat-fields.ts';
import { elementCount, type MatStruct, type MatValue } from './mat-value.ts';

interface MatColumn {
  readonly name: string;
  /** NaN where there is no number. */
  readonly values: Float64Array;
}

export interface MatTable {
  /** The variable, where the file holds several tables; null where it is alone. */
  readonly label: string | null;
  /** At least one; equally long, with two rows at least. */
  readonly columns: readonly MatColumn[];
  /** What was left out, one sentence each. */
  readonly notes: readonly string[];
}

export interface NamedValue {
  readonly name: string;
  readonly value: MatValue;
}

type Columns = Omit<MatTable, 'label'>;

/** The vectors of the length that most of them have. Undefined where there is no vector. */
export function columnsOfValues(values: readonly NamedValue[]): Columns | undefined {
  const vectors = values.filter(({ value }) => isVector(value) && isNumeric(value));
  const length = commonLength(vectors.map(({ value }) => elementCount(value)));
  if (length === undefined) return undefined;
  const chosen = vectors.filter(({ value }) => elementCount(value) === length);
  const chosenNames = new Set(chosen.map(({ name }) => name));
  const others = values.filter(({ name }) => !chosenNames.has(name)).map(({ name }) => `"${name}"`);
  return {
    columns: chosen.map(({ name, value }) => ({
      name,
      values: numbersIn(value) ?? new Float64Array(length),
    })),
    notes:
      others.length === 0 ? [] : [`Left out, being no vector of ${length} numbers: ${firstFew(others)}.`],
  };
}

/** A struct of vectors, or an array of structs with a number in each field. Undefined where it is neither. */
export function columnsOfStruct(struct: MatStruct): Columns | undefined {
  const count = elementCount(struct);
  if (count > 1) return columnsOfRows(struct, count);
  const values = struct.fields.flatMap((name) => {
    const value = count === 0 ? undefined : struct.field(name, 0);
    return value ? [{ name, value }] : [];
  });
  return columnsOfValues(values);
}

function columnsOfRows(struct: MatStruct, count: number): Columns | undefined {
  const isNumber = (value: MatValue | undefined): boolean =>
    value !== undefined && isNumeric(value) && elementCount(value) <= 1;
  const names = struct.fields.filter((name) => isNumber(struct.field(name, 0)));
  if (names.length === 0) return undefined;
  const columns = names.map((name) => ({
    name,
    values: Float64Array.from({ length: count }, (_, row) => {
      const value = struct.field(name, row);
      return (value && isNumber(value) ? numbersIn(value)?.[0] : undefined) ?? Number.NaN;
    }),
  }));
  const others = struct.fields.filter((name) => !names.includes(name)).map((name) => `"${name}"`);
  return {
    columns,
    notes: others.length === 0 ? [] : [`Left out, holding no numbers: ${firstFew(others)}.`],
  };
}

/** Complex numbers are no feature. */
function isNumeric(value: MatValue): boolean {
  return value.kind === 'logical' || (value.kind === 'numeric' && value.imaginary() === null);
}

/** The most frequent one; of two as frequent, the longer. */
function commonLength(lengths: readonly number[]): number | undefined {
  const frequency = Map.groupBy(lengths, (length) => length);
  const ranked = [...frequency].sort(
    ([length, same], [otherLength, others]) => others.length - same.length || otherLength - length,
  );
  return ranked[0]?.[0];
}
