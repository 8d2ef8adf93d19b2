/** A sheet with the names of its columns found, and only the rows below them. */
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import { type AppliedMapping, chooseHeader, chooseMapping } from './choose-header.ts';
import type { Header } from './find-header.ts';
import { parseNumber } from './parse-number.ts';
import type { NamedSheet, RowBatches, Sheet, SheetRow } from './sheet.ts';
import type { HeaderRequest } from './read-request.ts';
import { type Unnested, unnest } from './unnest.ts';

/** Names stand within these. */
const headerRows = 300;
/** As many tell a person what the columns are. */
const shownRows = 8;

export interface OpenedTable extends NamedSheet {
  /** Line of the file with the names; null: they stand elsewhere. */
  readonly headerLine: number | null;
  readonly firstRows: readonly SheetRow[];
  readonly applied: AppliedMapping | null;
}

/** Throws INVALID_FILE_FORMAT where there are no column names. */
export async function openTable(sheet: Sheet, request: HeaderRequest): Promise<OpenedTable> {
  const { columnNames } = sheet;
  const batches = asyncIterator(sheet.batches);
  if (columnNames !== null) {
    const first = await takeRows(batches, shownRows);
    const applied = chooseMapping(columnNames, request);
    const facts = { headerLine: null, firstRows: first.slice(0, shownRows), applied };
    return { ...sheet, columnNames, batches: replay(first, batches), ...facts };
  }
  const first = await takeRows(batches, headerRows);
  const texts = first.map(({ record }) => record.map(String));
  const chosen = chooseHeader(first, texts, request);
  const header = chosen.header ?? firstRowAsHeader(texts, first, sheet);
  const below = first.slice(header.endRow);
  const headerLine = first[header.firstRow + header.outerNames.length]?.line ?? null;
  const { columnNames: names, flatten } = flattener(header);
  return {
    ...sheet,
    columnNames: names,
    batches: flatten ? mapRows(replay(below, batches), flatten) : replay(below, batches),
    headerLine,
    firstRows: shownOf(below, header),
    applied: chosen.applied,
  };
}

const flattener = ({ columnNames, outerNames }: Header): Pick<Unnested, 'columnNames'> & Partial<Unnested> =>
  outerNames.length === 0 ? { columnNames } : unnest(columnNames, outerNames);

/** Nested rows are carried from above: a flattener of their own, so that the one that reads begins afresh. */
function shownOf(rows: readonly SheetRow[], header: Header): readonly SheetRow[] {
  const { flatten } = flattener(header);
  return (flatten ? rows.flatMap((row) => flatten(row) ?? []) : rows).slice(0, shownRows);
}

function firstRowAsHeader(
  texts: readonly (readonly string[])[],
  rows: readonly SheetRow[],
  { hasDecimalComma, lineName }: Sheet,
): Header {
  const firstRow = firstOfUsualWidth(texts);
  const names = texts[firstRow];
  if (!names) throw invalidFile('expected a line with column names, found nothing but empty lines');
  if (names.every((name) => parseNumber(name, hasDecimalComma) !== undefined)) {
    throw invalidFile(
      `expected a line with column names, such as cycle and capacity, found numbers; ${lineName} ${rows[firstRow]?.line ?? 1}`,
    );
  }
  return { firstRow, endRow: firstRow + 1, columnNames: names, outerNames: [], worth: 0 };
}

/** Lines about the test above a table are shorter than its rows. */
function firstOfUsualWidth(texts: readonly (readonly string[])[]): number {
  const widths = texts.map(({ length }) => length).toSorted((a, b) => a - b);
  const usual = widths[Math.floor((widths.length - 1) / 2)] ?? 0;
  return Math.max(
    0,
    texts.findIndex(({ length }) => length >= usual),
  );
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
