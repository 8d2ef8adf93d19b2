/** PATCH /batteries/{id}: a changed nominal capacity or threshold moves the end of life, and with it every label. */
import type { Battery, UpdateBattery } from '../../shared/contract/battery.ts';
import { changedRemarks } from '../../shared/contract/remarks.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import { labelCycles } from '../../shared/domain/labels.ts';
import { explainCellFile } from '../files/explain-stored-file.ts';
import type { ArrayFiles } from '../files/array-files.ts';
import type { CellRows } from '../../stored-cells/read-cell-rows.ts';
import type { BatteryStore } from '../store/battery-store.ts';

export interface UpdateBatteryParts {
  readonly batteryStore: BatteryStore;
  readonly arrayFiles: Pick<ArrayFiles, 'readCapacity'>;
  readonly now: () => string;
}

export const updateBattery =
  (parts: UpdateBatteryParts) =>
  async (input: UpdateBattery): Promise<Battery> => {
    const battery = getBattery(parts.batteryStore, input.battery_id);
    const movesEndOfLife = input.nominal_capacity !== undefined || input.end_of_life !== undefined;
    const cycles = movesEndOfLife ? await readCapacity(parts, battery) : undefined;
    return applyChange(parts, input, cycles);
  };

async function readCapacity({ arrayFiles }: UpdateBatteryParts, battery: Battery) {
  try {
    return await arrayFiles.readCapacity(battery.dataset_hash);
  } catch (error) {
    throw explainCellFile(error, battery);
  }
}

/** Reads the battery again: another change may have been made while the file was read. */
function applyChange(
  { batteryStore, now }: UpdateBatteryParts,
  input: UpdateBattery,
  cycles: Omit<CellRows, 'features'> | undefined,
): Battery {
  const battery = getBattery(batteryStore, input.battery_id);
  const merged = {
    name: input.name ?? battery.name,
    manufacturer: input.manufacturer === undefined ? battery.manufacturer : input.manufacturer,
    chemistry: input.chemistry === undefined ? battery.chemistry : input.chemistry,
    temperature: input.temperature === undefined ? battery.temperature : input.temperature,
    nominal_capacity: input.nominal_capacity ?? battery.nominal_capacity,
    end_of_life: input.end_of_life ?? battery.end_of_life,
    ...changedRemarks(battery, input),
  };
  batteryStore.changeBattery(battery.id, {
    ...merged,
    nominal_capacity_note:
      input.nominal_capacity === undefined ? batteryStore.findNominalCapacityNote(battery.id) : null,
    end_of_life_cycle: cycles
      ? labelCycles({
          ...cycles,
          nominalCapacityAh: merged.nominal_capacity,
          endOfLife: merged.end_of_life,
        }).endOfLifeCycle
      : battery.end_of_life_cycle,
    updated_at: changesFacts(input) ? now() : battery.updated_at,
  });
  return getBattery(batteryStore, battery.id);
}

/** What people write on a cell changes none of its labels: what was measured on it goes on counting. */
const changesFacts = ({
  battery_id: _id,
  tags: _tags,
  comment: _comment,
  ...facts
}: UpdateBattery): boolean => Object.values(facts).some((value) => value !== undefined);

function getBattery(batteryStore: BatteryStore, id: number): Battery {
  const battery = batteryStore.findBattery(id);
  if (!battery) throw notFound('Battery', id);
  return battery;
}
