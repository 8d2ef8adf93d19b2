/** A sheet → its cells: a table with one row per cycle, or the samples of a cycler, told apart by the column names. */
import type { CellContent } from '../../cells/cell-content.ts';
import { contentOfRawCells, type RawRequest } from '../../cells/cycles/content-of-raw-cells.ts';
import { cellsOfTable } from './cells-of-table.ts';
import { hasManyRowsPerCycle, lookAhead } from './has-samples.ts';
import { asyncIterator, openTable, replay, takeRows } from './open-table.ts';
import { readSeries } from './read-series.ts';
import { readTable } from './read-table.ts';
import { findSeriesRoles } from './series-roles.ts';
import type { Sheet } from './sheet.ts';

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

function labelOf(sheet: string | null, cell: string | null): string | null {
  if (sheet === null || cell === null) return sheet ?? cell;
  return `${sheet} ${cell}`;
}
