/** What an import would make of a file, and what its tables are taken for; stores nothing. Runs in the importer process. */
import type { CellContent } from '../cells/cell-content.ts';
import type { ImportPreview, PreviewedCell, PreviewedTable } from '../shared/contract/import-preview.ts';
import type { FileToRead } from '../shared/contract/importer-messages.ts';
import { AppError } from '../shared/domain/app-error.ts';
import { previewTable, type TableFacts } from './columns/table-facts.ts';
import { readCells } from './import-file.ts';
import { describeCell } from './store-cell.ts';

/** Of a workbook no more are shown. */
const maxTables = 20;

/** Throws INVALID_FILE_FORMAT where there is no table in it whose columns could be chosen. */
export async function previewFile(request: FileToRead): Promise<ImportPreview> {
  const tables = new Map<string, TableFacts>();
  const onTable = (facts: TableFacts): void => {
    const key = facts.table.label ?? '';
    if (tables.has(key) || tables.size < maxTables) tables.set(key, facts);
  };
  const read = await readCells(request, undefined, onTable).then(
    (cells) => ({ cells: cells.map((cell) => previewCell(cell, request)), refused: null }),
    (error: unknown) => ({ cells: [], refused: refusalOf(error, tables.size > 0) }),
  );
  const facts = [...tables.values()];
  const applied = facts.map(({ table }) => table.applied).find((one) => one !== null);
  return {
    filename: request.filename,
    tables: facts.map((one): PreviewedTable => previewTable(one)),
    ...read,
    mapping: applied?.mapping ?? null,
  };
}

function refusalOf(error: unknown, hasTable: boolean): NonNullable<ImportPreview['refused']> {
  if (!(error instanceof AppError) || !hasTable) throw error;
  return { message: error.message, details: [...(error.details ?? [])] };
}

function previewCell(content: CellContent, request: FileToRead): PreviewedCell {
  const { cycleIndex, capacityAh } = content.arrays;
  return {
    ...describeCell(content, request),
    name: content.label ?? request.filename,
    cycle_index: [...cycleIndex],
    capacity: Array.from(capacityAh, (value) => (Number.isFinite(value) ? value : null)),
  };
}
