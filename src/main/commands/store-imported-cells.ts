/** Runs an import and makes batteries of what it found: all of its cells or none, and no file without a battery. */
import type { ArrayFiles } from '../files/array-files.ts';
import type { ImportedCell, ImportRequest } from '../../shared/contract/importer-messages.ts';
import type { Importer } from '../processes/importer.ts';
import type { NewBattery } from '../store/battery-row.ts';
import type { AddedBattery, BatteryStore } from '../store/battery-store.ts';

export interface ImportParts {
  readonly batteryStore: BatteryStore;
  readonly arrayFiles: ArrayFiles;
  readonly importer: Importer;
  readonly now: () => string;
}

/** What the cells themselves do not say. */
export type BatteryLabels = Pick<
  NewBattery,
  'filename' | 'name' | 'manufacturer' | 'chemistry' | 'temperature' | 'simulated'
>;

/** `requestIn`: the request whose arrays go into the given folder. */
export async function storeImportedCells(
  parts: ImportParts,
  requestIn: (stagingFolder: string) => ImportRequest,
  labelsOf: (cell: ImportedCell) => BatteryLabels,
): Promise<readonly AddedBattery[]> {
  const { arrayFiles, batteryStore } = parts;
  return arrayFiles.withStagingFolder(async (stagingFolder) => {
    const cells = await parts.importer.run(requestIn(stagingFolder));
    const timestamp = parts.now();
    const batteries = cells.map((cell) => newBattery(cell, labelsOf(cell), timestamp));
    const hashes = cells.map((cell) => cell.dataset_hash);
    return arrayFiles.exclusively(async () => {
      try {
        await arrayFiles.adopt(stagingFolder, hashes);
        return batteryStore.addBatteries(batteries);
      } catch (error) {
        await removeUnnamed(parts, hashes);
        throw error;
      }
    });
  });
}

/** On a disk that is full a file may find room, and its row none. */
async function removeUnnamed({ arrayFiles, batteryStore }: ImportParts, hashes: readonly string[]) {
  const named = new Set(batteryStore.listDatasetHashes());
  for (const hash of hashes.filter((one) => !named.has(one))) await arrayFiles.remove(hash);
}

function newBattery(
  { label: _label, ...facts }: ImportedCell,
  labels: BatteryLabels,
  timestamp: string,
): NewBattery {
  return { ...facts, ...labels, created_at: timestamp, updated_at: timestamp };
}
