/** Tells samples from a table with one row per cycle, where the names of the columns allow both. */
import { parseNumber } from './parse-number.ts';
import type { SeriesRoles } from './series-roles.ts';
import type { SheetRow } from './sheet.ts';

/** As many rows as tell whether a cycle has one row or many. */
export const lookAhead = 200;

/** In a table of cycles the cycle changes with every row; with samples it stays for many, or is empty. */
export function hasManyRowsPerCycle(
  rows: readonly SheetRow[],
  { cycles, capacities }: Pick<SeriesRoles, 'cycles' | 'capacities'>,
  hasDecimalComma: boolean,
): boolean {
  const [cycle] = cycles;
  // Without a capacity it can be no table of cycles anyhow.
  if (!cycle || capacities.length === 0) return true;
  const numbers = rows
    .slice(0, lookAhead)
    .map(({ record }) => parseNumber(record[cycle.position] ?? '', hasDecimalComma) ?? Number.NaN);
  const same = numbers.filter((value, index) => index > 0 && Object.is(value, numbers[index - 1])).length;
  return same > numbers.length / 2;
}
