/** A sheet → its cells: a table with one row per cycle, or the samples of a cycler, told apart by the column names. */
import type { CellContent } from '../../cells/cell-content.ts';
import { contentOfRawCells, type RawRequest } from '../../cells/cycles/content-of-raw-cells.ts';
import { cellsOfTable } from './cells-of-table.ts';
import { asyncIterator, openTable, replay, takeRows } from './open-table.ts';
import { parseNumber } from './parse-number.ts';
import { readSeries } from './read-series.ts';
import { readTable } from './read-table.ts';
import { findSeriesRoles, type SeriesRoles } from './series-roles.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** As many rows as tell whether a cycle has one row or many. */
const lookAhead = 200;

/** Throws INVALID_FILE_FORMAT, with the line, for every sheet that is neither. */
export async function cellsOfSheet(sheet: Sheet, request: RawRequest): Promise<readonly CellContent[]> {
  const named = await openTable(sheet);
  const roles = findSeriesRoles(named.columnNames);
  const batches = asyncIterator(named.batches);
  const first = roles ? await takeRows(batches, lookAhead) : [];
  const whole = { ...named, batches: replay(first, batches) };
  const cells =
    roles && hasManyRowsPerCycle(first, roles, sheet.hasDecimalComma)
      ? contentOfRawCells(await readSeries(whole, roles, request), request)
      : cellsOfTable(await readTable(whole, request.skipped), request.skipped);
  return cells.map((cell) => ({ ...cell, label: labelOf(sheet.label, cell.label) }));
}

/** In a table of cycles the cycle changes with every row; with samples it stays for many, or is empty. */
function hasManyRowsPerCycle(
  rows: readonly SheetRow[],
  { cycles, capacities }: SeriesRoles,
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

function labelOf(sheet: string | null, cell: string | null): string | null {
  if (sheet === null || cell === null) return sheet ?? cell;
  return `${sheet} ${cell}`;
}
