/** The built-in sample cells: simulated, the same on every machine; runs in the importer process. */
import { createRandom } from '../../../learning/random.ts';
import { labelCycles } from '../../../shared/domain/labels.ts';
import { writeCellFile } from '../cell-file.ts';
import type { ImportedCell } from '../importer-messages.ts';
import { sampleCells } from './sample-cells.ts';
import { simulatedNominalCapacityAh } from './simulate-charge.ts';
import { simulateCell } from './simulate-cell.ts';

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
    const { endOfLifeCycle } = labelCycles({
      ...arrays,
      nominalCapacityAh: simulatedNominalCapacityAh,
      endOfLife,
    });
    imported.push({
      label: filename,
      dataset_hash: await writeCellFile(request.staging_folder, arrays),
      total_cycles: arrays.cycleIndex.length,
      features: [...arrays.featureNames],
      nominal_capacity: simulatedNominalCapacityAh,
      nominal_capacity_note: null,
      end_of_life: endOfLife,
      end_of_life_cycle: endOfLifeCycle,
      notes: [simulatedNote],
    });
  }
  return imported;
}
