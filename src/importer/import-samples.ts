/** The built-in sample cells: simulated, the same on every machine; runs in the importer process. */
import { createRandom } from '../shared/domain/random.ts';
import type { CellContent } from '../cells/cell-content.ts';
import type { ImportedCell } from '../shared/contract/importer-messages.ts';
import { qualityEntry } from '../cells/quality/quality-entry.ts';
import { storeCell } from './store-cell.ts';
import { sampleCells } from '../shared/domain/sample-cells.ts';
import { simulatedNominalCapacityAh } from '../cells/samples/simulate-charge.ts';
import { simulateCell } from '../cells/samples/simulate-cell.ts';

const endOfLife = 0.8;
const sampleSeed = 2026;
const simulatedNote =
  'Simulated: no measured cell stands behind these numbers. They are there to try the program with, not to learn about batteries.';

export async function importSamples(request: {
  readonly staging_folder: string;
}): Promise<readonly ImportedCell[]> {
  const imported: ImportedCell[] = [];
  for (const [index, { filename, lifeCycles }] of sampleCells.entries()) {
    const arrays = simulateCell({ lifeCycles }, createRandom(sampleSeed, index));
    const rowCount = arrays.cycleIndex.length;
    const content: CellContent = {
      label: filename,
      arrays,
      curves: null,
      format: 'simulated',
      hasCycleNumbers: true,
      rowsFound: rowCount,
      cyclesFound: rowCount,
      units: { capacity: { unit: 'Ah', assumed: false } },
      entries: [qualityEntry('other', 'warning', simulatedNote)],
    };
    const wishes = { nominal_capacity: simulatedNominalCapacityAh, end_of_life: endOfLife, skip_repairs: [] };
    imported.push(await storeCell(content, { ...wishes, staging_folder: request.staging_folder }));
  }
  return imported;
}
