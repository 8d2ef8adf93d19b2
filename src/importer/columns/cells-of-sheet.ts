/** A sheet → its cells: a table with one row per cycle, or the samples of a cycler, told apart by the column names. */
import type { CellContent } from '../../cells/cell-content.ts';
import { contentOfRawCells, type RawRequest } from '../../cells/cycles/content-of-raw-cells.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import { cellsOfTable } from './cells-of-table.ts';
import { parseNumber } from './parse-number.ts';
import { readSeries } from './read-series.ts';
import { readTable } from './read-table.ts';
import { findSeriesRoles, type SeriesRoles } from './series-roles.ts';

/** As many rows as tell whether a cycle has one row or many. */
const lookAhead = 200;

/** Throws INVALID_FILE_FORMAT, with the line, for every sheet that is neither. */
export async function cellsOfSheet(sheet: Sheet, request: RawRequest): Promise<readonly CellContent[]> {
  const roles = findSeriesRoles(sheet.columnNames);
  const rows = asyncIterator(sheet.rows);
  const first: SheetRow[] = [];
  while (roles && first.length < lookAhead) {
    const next = await rows.next();
    if (next.done === true) break;
    first.push(next.value);
  }
  const whole = { ...sheet, rows: replay(first, rows) };
  const cells =
    roles && hasManyRowsPerCycle(first, roles, sheet.hasDecimalComma)
      ? contentOfRawCells(await readSeries(whole, roles), request)
      : cellsOfTable(await readTable(whole), request.skipped);
  return cells.map((cell) => ({ ...cell, label: labelOf(sheet.label, cell.label) }));
}

async function* asyncIterator(rows: Sheet['rows']): AsyncGenerator<SheetRow, void> {
  yield* rows;
}

async function* replay(
  first: readonly SheetRow[],
  rest: AsyncIterator<SheetRow, unknown>,
): AsyncGenerator<SheetRow, void> {
  yield* first;
  for (;;) {
    const next = await rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}

/** In a table of cycles the cycle changes with every row; with samples it stays for many. */
function hasManyRowsPerCycle(
  rows: readonly SheetRow[],
  { cycle, capacity }: SeriesRoles,
  hasDecimalComma: boolean,
): boolean {
  if (!cycle) return true;
  const cycles = rows.map(({ record }) => parseNumber(record[cycle.position] ?? '', hasDecimalComma));
  const same = cycles.filter((value, index) => index > 0 && value === cycles[index - 1]).length;
  // Without a capacity it can be no table of cycles anyhow.
  return !capacity || same > rows.length / 2;
}

function labelOf(sheet: string | null, cell: string | null): string | null {
  if (sheet === null || cell === null) return sheet ?? cell;
  return `${sheet} ${cell}`;
}
