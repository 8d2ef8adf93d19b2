/** From a file to cells with their arrays on disk; what it is is told by its content. Runs in the importer process. */
import type { CellContent } from '../cells/cell-content.ts';
import { readCsv } from './readers/csv/read-csv.ts';
import type { FileImportRequest, ImportedCell } from '../shared/contract/importer-messages.ts';
import { isMatFile } from './readers/mat/is-mat-file.ts';
import { readMat } from './readers/mat/read-mat.ts';
import { storeCell } from './store-cell.ts';

/** Throws INVALID_FILE_FORMAT; the staging folder may then hold files that nobody needs. */
export async function importFile(request: FileImportRequest): Promise<readonly ImportedCell[]> {
  const imported: ImportedCell[] = [];
  for (const cell of await readCells(request)) imported.push(await storeCell(cell, request));
  return imported;
}

async function readCells(request: FileImportRequest): Promise<readonly CellContent[]> {
  const read = (await isMatFile(request)) ? readMat : readCsv;
  const skipped = new Set(request.skip_repairs);
  return read(request, { skipped, nominalCapacityAh: request.nominal_capacity });
}
