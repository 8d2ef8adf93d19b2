/** The feature columns of a cell's rows: what is no finite number becomes a missing value, and is counted. */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { qualityEntry } from '../../cells/quality/quality-entry.ts';
import { requireRepair, type SkippedRepairs } from '../../cells/quality/required-repair.ts';
import { firstFew } from '../../cells/word-lists.ts';
import type { Table } from './table.ts';

export interface KeptColumn {
  readonly name: string;
  /** Index in the table's rows of numbers. */
  readonly column: number;
}

interface OddValue {
  readonly name: string;
  readonly row: number;
}

/** `values`: [rows, columns] row-major, NaN = missing. */
export function blankNonFinite(
  table: Table,
  { rows, columns }: { readonly rows: readonly number[]; readonly columns: readonly KeptColumn[] },
  skipped: SkippedRepairs,
): { readonly values: Float64Array; readonly entries: readonly QualityEntry[] } {
  const values = new Float64Array(rows.length * columns.length);
  const [missing, infinite]: [OddValue[], OddValue[]] = [[], []];
  for (const [index, row] of rows.entries()) {
    for (const [columnIndex, { column, name }] of columns.entries()) {
      const value = table.values[row * table.width + column] ?? Number.NaN;
      values[index * columns.length + columnIndex] = Number.isFinite(value) ? value : Number.NaN;
      if (Number.isNaN(value)) missing.push({ name, row });
      else if (!Number.isFinite(value)) infinite.push({ name, row });
    }
  }
  const first = infinite[0];
  if (first) {
    const where = `"${first.name}" at ${table.lineName} ${table.lines[first.row] ?? 0}`;
    const issue = `expected finite numbers, found ${infinite.length} that are not, the first in ${where}`;
    requireRepair('blank_non_finite_values', skipped, issue);
  }
  return { values, entries: [...missingEntry(missing), ...blankedEntry(table, infinite)] };
}

function countsByName(odd: readonly OddValue[]): string {
  const counts = new Map<string, number>();
  for (const { name } of odd) counts.set(name, (counts.get(name) ?? 0) + 1);
  return firstFew([...counts].map(([name, count]) => `${name} ${count}`));
}

function missingEntry(odd: readonly OddValue[]): readonly QualityEntry[] {
  if (odd.length === 0) return [];
  const message = `Missing values (empty or NaN) by feature: ${countsByName(odd)}.`;
  return [qualityEntry('non_finite_values', 'info', message, { count: odd.length })];
}

function blankedEntry(table: Table, odd: readonly OddValue[]): readonly QualityEntry[] {
  if (odd.length === 0) return [];
  const lines = firstFew([...new Set(odd.map(({ row }) => table.lines[row] ?? 0))]);
  const message =
    `Values that are infinite or no number count as missing, by feature: ${countsByName(odd)} ` +
    `(${table.lineName} ${lines}).`;
  const facts = { count: odd.length, repair: 'blank_non_finite_values' as const };
  return [qualityEntry('non_finite_values', 'warning', message, facts)];
}
