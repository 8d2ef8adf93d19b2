/** From a CSV file to cells with their arrays on disk; runs in the importer process. */
import { labelCycles } from '../../shared/domain/labels.ts';
import { assumeNominalCapacity } from './assume-nominal-capacity.ts';
import { capacityOutlierNotes } from './capacity-outliers.ts';
import { writeCellFile } from './cell-file.ts';
import { type CellOfTable, cellsOfTable } from './csv/cells-of-table.ts';
import { readTable } from './csv/read-table.ts';
import type { ImportedCell, ImportRequest } from './importer-messages.ts';

export type ImportCsvRequest = Extract<ImportRequest, { readonly kind: 'csv' }>;

/** Throws INVALID_FILE_FORMAT; the staging folder may then hold files that nobody needs. */
export async function importCsv(request: ImportCsvRequest): Promise<readonly ImportedCell[]> {
  const cells = cellsOfTable(await readTable(request));
  const imported: ImportedCell[] = [];
  for (const cell of cells) imported.push(await importCell(cell, request));
  return imported;
}

async function importCell(cell: CellOfTable, request: ImportCsvRequest): Promise<ImportedCell> {
  const { cycleIndex, capacityAh, featureNames } = cell.arrays;
  const assumed = request.nominal_capacity === null ? assumeNominalCapacity(capacityAh) : undefined;
  const nominalCapacityAh = request.nominal_capacity ?? assumed?.nominalCapacityAh ?? Number.NaN;
  const endOfLife = request.end_of_life;
  const { endOfLifeCycle } = labelCycles({ cycleIndex, capacityAh, nominalCapacityAh, endOfLife });
  return {
    label: cell.label,
    dataset_hash: await writeCellFile(request.staging_folder, cell.arrays),
    total_cycles: cycleIndex.length,
    features: [...featureNames],
    nominal_capacity: nominalCapacityAh,
    nominal_capacity_note: assumed?.note ?? null,
    end_of_life: endOfLife,
    end_of_life_cycle: endOfLifeCycle,
    notes: [...cell.notes, ...capacityOutlierNotes(cycleIndex, capacityAh)],
  };
}
