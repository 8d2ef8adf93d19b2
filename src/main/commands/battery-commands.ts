/** The commands on batteries, by operation. */
import type { Handlers } from '../../shared/contract/operations.ts';
import type { ArrayFiles } from '../files/array-files.ts';
import type { Importer } from '../processes/importer.ts';
import type { BatteryStore } from '../store/battery-store.ts';
import type { MappingStore } from '../store/mapping-store.ts';
import { createSampleBatteries } from './create-sample-batteries.ts';
import { deleteBattery } from './delete-battery.ts';
import { importBattery } from './import-battery.ts';
import { type MappingHandlers, mappingHandlers } from './mapping-commands.ts';
import { previewImport } from './preview-import.ts';
import { updateBatteries, updateBattery } from './update-battery.ts';

export interface BatteryCommandParts {
  readonly batteryStore: BatteryStore;
  readonly mappingStore: MappingStore;
  readonly arrayFiles: ArrayFiles;
  readonly importer: Importer;
  /** Does a queued or running job need the battery? */
  readonly isBatteryInUse: (batteryId: number) => boolean;
  /** UTC, ISO 8601 */
  readonly now: () => string;
}

type Names =
  | 'import-battery'
  | 'preview-import'
  | 'create-sample-batteries'
  | 'update-battery'
  | 'update-batteries'
  | 'delete-battery';

export function batteryCommands(parts: BatteryCommandParts): Pick<Handlers, Names> & MappingHandlers {
  return {
    'import-battery': importBattery(parts),
    'preview-import': previewImport(parts),
    'create-sample-batteries': createSampleBatteries(parts),
    'update-battery': updateBattery(parts),
    'update-batteries': updateBatteries(parts),
    'delete-battery': deleteBattery(parts),
    ...mappingHandlers(parts),
  };
}
