/** A sheet with the names of its columns found, and only the rows below them. */
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import { findHeader, type Header } from './find-header.ts';
import { parseNumber } from './parse-number.ts';
import type { NamedSheet, RowBatches, Sheet, SheetRow } from './sheet.ts';
import { unnest } from './unnest.ts';

/** Names stand within these. */
const headerRows = 300;

/** Throws INVALID_FILE_FORMAT where there are no column names. */
export async function openTable(sheet: Sheet): Promise<NamedSheet> {
  const { columnNames } = sheet;
  if (columnNames !== null) return { ...sheet, columnNames };
  const batches = asyncIterator(sheet.batches);
  const first = await takeRows(batches, headerRows);
  const texts = first.map(({ record }) => record.map(String));
  const header = findHeader(texts) ?? firstRowAsHeader(texts, first, sheet);
  const below = replay(first.slice(header.endRow), batches);
  if (header.outerNames.length === 0) return { ...sheet, columnNames: header.columnNames, batches: below };
  const { columnNames: names, flatten } = unnest(header.columnNames, header.outerNames);
  return { ...sheet, columnNames: names, batches: mapRows(below, flatten) };
}

function firstRowAsHeader(
  texts: readonly (readonly string[])[],
  rows: readonly SheetRow[],
  { hasDecimalComma, lineName }: Sheet,
): Header {
  const [names] = texts;
  if (!names) throw invalidFile('expected a line with column names, found nothing but empty lines');
  if (names.every((name) => parseNumber(name, hasDecimalComma) !== undefined)) {
    throw invalidFile(
      `expected a line with column names, such as cycle and capacity, found numbers; ${lineName} ${rows[0]?.line ?? 1}`,
    );
  }
  return { firstRow: 0, endRow: 1, columnNames: names, outerNames: [], worth: 0 };
}

export async function* asyncIterator(batches: RowBatches): AsyncGenerator<readonly SheetRow[], void> {
  yield* batches;
}

/** At least so many rows, where there are so many. */
export async function takeRows(
  batches: AsyncIterator<readonly SheetRow[], unknown>,
  count: number,
): Promise<readonly SheetRow[]> {
  const rows: SheetRow[] = [];
  while (rows.length < count) {
    const next = await batches.next();
    if (next.done === true) break;
    for (const row of next.value) rows.push(row);
  }
  return rows;
}

export async function* replay(
  first: readonly SheetRow[],
  rest: AsyncIterator<readonly SheetRow[], unknown>,
): AsyncGenerator<readonly SheetRow[], void> {
  yield first;
  for (;;) {
    const next = await rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}

async function* mapRows(
  batches: AsyncIterable<readonly SheetRow[]>,
  map: (row: SheetRow) => SheetRow | undefined,
): AsyncGenerator<readonly SheetRow[], void> {
  for await (const rows of batches) yield rows.flatMap((row) => map(row) ?? []);
}
