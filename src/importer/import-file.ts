/** From a file to cells with their arrays on disk, whatever its format. Runs in the importer process. */
import type { CellContent } from '../cells/cell-content.ts';
import { contentOfRawCells } from '../cells/cycles/content-of-raw-cells.ts';
import type { FileImportRequest, FileToRead, ImportedCell } from '../shared/contract/importer-messages.ts';
import { cellsOfSheet } from './columns/cells-of-sheet.ts';
import type { TableFacts } from './columns/table-facts.ts';
import { readers, readFile } from './readers/index.ts';
import { storeCell } from './store-cell.ts';

/** Throws INVALID_FILE_FORMAT; the staging folder may then hold files that nobody needs. */
export async function importFile(
  request: FileImportRequest,
  known = readers,
): Promise<readonly ImportedCell[]> {
  const imported: ImportedCell[] = [];
  for (const cell of await readCells(request, known)) imported.push(await storeCell(cell, request));
  return imported;
}

/** The cells of a file, in memory. Throws INVALID_FILE_FORMAT, with the place. */
export async function readCells(
  request: Omit<FileToRead, 'end_of_life'>,
  known = readers,
  onTable?: (table: TableFacts) => void,
): Promise<readonly CellContent[]> {
  const wishes = {
    skipped: new Set(request.skip_repairs),
    nominalCapacityAh: request.nominal_capacity,
    mapping: request.mapping ?? null,
    knownMappings: request.known_mappings ?? [],
    onTable,
  };
  const content = await readFile(request, known);
  if (content.kind === 'raw') return contentOfRawCells(content.file, wishes);
  const cells: CellContent[] = [];
  for (const sheet of content.sheets) cells.push(...(await cellsOfSheet(sheet, wishes)));
  return cells;
}
