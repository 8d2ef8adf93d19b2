/** Rows of records nested in rows of steps and cycles → records that carry the cycle and the type of step they belong to. */
import { cycleColumnNames, stepTypeNames } from './vocabulary.ts';
import { compact } from '../../cells/columns/column-roles.ts';
import type { SheetRow } from './sheet.ts';

type Record = SheetRow['record'];

/** What is carried: a field of an outer row, under the name that it has there. */
interface Carried {
  readonly level: number;
  readonly position: number;
  readonly name: string;
}

export interface Unnested {
  readonly columnNames: readonly string[];
  /** The record with what it belongs to; undefined for a row that is no record. */
  readonly flatten: (row: SheetRow) => SheetRow | undefined;
}

/** `outerNames`: by level, the names of the rows that records are nested in. */
export function unnest(columnNames: readonly string[], outerNames: readonly (readonly string[])[]): Unnested {
  const depth = outerNames.length;
  const carried = outerNames.flatMap((names, level) => carriedOf(names, level));
  const values: (string | number)[] = carried.map(() => '');
  const inner = columnNames.slice(depth);
  return {
    columnNames: [...inner, ...carried.map(({ name }) => name)],
    flatten: ({ record, line }) => {
      const level = record.findIndex((value) => String(value).trim() !== '');
      if (level < depth) {
        keepInto(values, carried, level, record);
        return undefined;
      }
      const own = record.slice(depth);
      const padded = own.length < inner.length ? [...own, ...inner.slice(own.length).map(() => '')] : own;
      return { record: [...padded.slice(0, inner.length), ...values], line };
    },
  };
}

function carriedOf(names: readonly string[], level: number): readonly Carried[] {
  const isWanted = (name: string): boolean =>
    [...cycleColumnNames, ...stepTypeNames].some((pattern) => pattern.test(compact(name)));
  return names.flatMap((name, position) => (isWanted(name) ? [{ level, position, name: name.trim() }] : []));
}

function keepInto(
  target: (string | number)[],
  carried: readonly Carried[],
  level: number,
  record: Record,
): void {
  for (const [index, field] of carried.entries()) {
    if (field.level === level) target[index] = record[field.position] ?? '';
  }
}
