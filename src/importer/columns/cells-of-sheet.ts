/** A sheet → its cells: a table with one row per cycle, or the samples of a cycler, told apart by the column names. */
import type { CellContent } from '../../cells/cell-content.ts';
import { type GivenColumns, assignColumnRoles } from '../../cells/columns/column-roles.ts';
import { contentOfRawCells } from '../../cells/cycles/content-of-raw-cells.ts';
import { qualityEntry } from '../../cells/quality/quality-entry.ts';
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { invalidMapping } from '../../shared/domain/invalid-file.ts';
import { cellsOfTable } from './cells-of-table.ts';
import { hasManyRowsPerCycle, lookAhead } from './has-samples.ts';
import type { AppliedMapping } from './choose-header.ts';
import { asyncIterator, type OpenedTable, openTable, replay, takeRows } from './open-table.ts';
import { readSeries } from './read-series.ts';
import { readTable } from './read-table.ts';
import { findSeriesRoles, type SeriesRoles } from './series-roles.ts';
import type { Sheet } from './sheet.ts';
import type { SheetRequest } from './table-facts.ts';

/** Throws INVALID_FILE_FORMAT, with the line, for every sheet that is neither. */
export async function cellsOfSheet(sheet: Sheet, request: SheetRequest): Promise<readonly CellContent[]> {
  const table = await openTable(sheet, request);
  request.onTable?.({ table, content: null, candidates: [] });
  const { roles, whole } = await tellContent(table);
  const cells = roles
    ? await cellsOfSamples(whole, roles, request)
    : await cellsOfCycles(whole, table.applied?.mapping.columns, request);
  return cells.map((cell) => ({
    ...cell,
    label: labelOf(sheet.label, cell.label),
    entries: [...mappingEntry(table.applied), ...cell.entries],
  }));
}

const noMapping = { columns: {}, content: null };

/** `roles`: where a row is a sample, as a person said or the first rows show. `whole`: all rows, those that were looked at too. */
async function tellContent(table: OpenedTable) {
  const { columns, content } = table.applied?.mapping ?? noMapping;
  const roles = content === 'cycles' ? undefined : findSeriesRoles(table.columnNames, columns);
  if (!roles && content === 'samples') throw noSamples();
  if (!roles || content === 'samples') return { roles, whole: table };
  const batches = asyncIterator(table.batches);
  const first = await takeRows(batches, lookAhead);
  const whole = { ...table, batches: replay(first, batches) };
  return { roles: hasManyRowsPerCycle(first, roles, table.hasDecimalComma) ? roles : undefined, whole };
}

async function cellsOfSamples(table: OpenedTable, roles: SeriesRoles, request: SheetRequest) {
  request.onTable?.({ table, content: 'samples', candidates: roles.candidates });
  const file = await readSeries(table, roles, request);
  const taken = file.believedCapacity === null ? null : roles.capacities[file.believedCapacity ?? 0];
  const candidates = roles.candidates.map((one) => (one.role === 'capacity' ? { ...one, taken } : one));
  request.onTable?.({ table, content: 'samples', candidates });
  return contentOfRawCells(file, request);
}

async function cellsOfCycles(table: OpenedTable, columns: GivenColumns | undefined, request: SheetRequest) {
  const roles = assignColumnRoles(table.columnNames, table.lineName, columns);
  request.onTable?.({ table, content: 'cycles', candidates: roles.candidates });
  return cellsOfTable(await readTable(table, roles, request.skipped), request.skipped);
}

function mappingEntry(applied: AppliedMapping | null): readonly QualityEntry[] {
  if (!applied) return [];
  const words = Object.entries(applied.mapping.columns).map(
    ([role, given]) => `${role.replace('_', ' ')} ${given ? `"${given.column}"` : 'none'}`,
  );
  const how = applied.name === null ? 'as was asked for' : `as remembered under "${applied.name}"`;
  return [qualityEntry('other', 'info', `Columns are read ${how}: ${words.join(', ')}.`)];
}

const noSamples = (): Error =>
  invalidMapping(
    'mapping.columns',
    'expected columns for time, voltage and current, since a row is a sample; not all of them are named',
  );

function labelOf(sheet: string | null, cell: string | null): string | null {
  if (sheet === null || cell === null) return sheet ?? cell;
  return `${sheet} ${cell}`;
}
