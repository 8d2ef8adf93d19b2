/** A CSV file → its cells: a table with one row per cycle, or the samples of a cycler, told apart by the column names. */
import type { CellContent } from '../../../cells/cell-content.ts';
import { contentOfRawCells, type RawRequest } from '../../../cells/cycles/content-of-raw-cells.ts';
import { cellsOfTable } from '../../columns/cells-of-table.ts';
import type { CsvRecord } from '../../columns/collect-table.ts';
import { openCsv } from './open-csv.ts';
import { parseNumber } from '../../columns/parse-number.ts';
import { readSeries } from './read-series.ts';
import { readTable } from './read-table.ts';
import { findSeriesRoles, type SeriesRoles } from '../../columns/series-roles.ts';

/** As many records as tell whether a cycle has one row or many. */
const lookAhead = 200;

/** Throws INVALID_FILE_FORMAT, with the line, for every file that is neither. */
export async function readCsv(
  { path }: { readonly path: string },
  request: RawRequest,
): Promise<readonly CellContent[]> {
  const csv = await openCsv(path);
  const roles = findSeriesRoles(csv.header);
  const records = csv.records[Symbol.asyncIterator]();
  const first: CsvRecord[] = [];
  while (roles && first.length < lookAhead) {
    const next = await records.next();
    if (next.done === true) break;
    first.push(next.value);
  }
  const all = replay(first, records);
  if (roles && hasManyRowsPerCycle(first, roles, csv.hasDecimalComma)) {
    return contentOfRawCells(await readSeries(csv, roles, all), request);
  }
  return cellsOfTable(await readTable(csv, all), request.skipped);
}

async function* replay<Item>(
  first: readonly Item[],
  rest: AsyncIterator<Item, unknown>,
): AsyncGenerator<Item, void> {
  yield* first;
  for (;;) {
    const next = await rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}

/** In a table of cycles the cycle changes with every row; with samples it stays for many. */
function hasManyRowsPerCycle(
  records: readonly CsvRecord[],
  { cycle, capacity }: SeriesRoles,
  hasDecimalComma: boolean,
): boolean {
  if (!cycle) return true;
  const cycles = records.map(({ record }) => parseNumber(record[cycle.position] ?? '', hasDecimalComma));
  const same = cycles.filter((value, index) => index > 0 && value === cycles[index - 1]).length;
  // Without a capacity it can be no table of cycles anyhow.
  return !capacity || same > records.length / 2;
}
