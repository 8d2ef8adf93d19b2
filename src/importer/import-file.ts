/** From a file to cells with their arrays on disk, whatever its format. Runs in the importer process. */
import type { CellContent } from '../cells/cell-content.ts';
import { contentOfRawCells } from '../cells/cycles/content-of-raw-cells.ts';
import type { FileImportRequest, ImportedCell } from '../shared/contract/importer-messages.ts';
import { cellsOfSheet } from './columns/cells-of-sheet.ts';
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
  request: Pick<FileImportRequest, 'path' | 'filename' | 'skip_repairs' | 'nominal_capacity'>,
  known = readers,
): Promise<readonly CellContent[]> {
  const wishes = { skipped: new Set(request.skip_repairs), nominalCapacityAh: request.nominal_capacity };
  const content = await readFile(request, known);
  if (content.kind === 'raw') return contentOfRawCells(content.file, wishes);
  const cells: CellContent[] = [];
  for (const sheet of content.sheets) cells.push(...(await cellsOfSheet(sheet, wishes)));
  return cells;
}
