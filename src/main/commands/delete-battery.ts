/** DELETE /batteries/{id}: the row, then its file. Jobs that are over keep what they learnt. */
import type { InputOf } from '../../shared/contract/operations.ts';
import { AppError, notFound } from '../../shared/domain/app-error.ts';
import type { ArrayFiles } from '../files/array-files.ts';
import type { BatteryStore } from '../store/battery-store.ts';

export interface DeleteBatteryParts {
  readonly batteryStore: BatteryStore;
  readonly arrayFiles: Pick<ArrayFiles, 'exclusively' | 'remove'>;
  readonly isBatteryInUse: (batteryId: number) => boolean;
}

/** Job folders hold links of their own to the file, and no two batteries share one: removing it takes it from nobody. */
export const deleteBattery =
  ({ batteryStore, arrayFiles, isBatteryInUse }: DeleteBatteryParts) =>
  ({ battery_id: id }: InputOf<'delete-battery'>): Promise<null> =>
    arrayFiles.exclusively(async () => {
      const battery = batteryStore.findBattery(id);
      if (!battery) throw notFound('Battery', id);
      if (isBatteryInUse(id)) {
        throw new AppError(
          'CONFLICT',
          `Battery with ID ${id} is needed by a queued or running training job; stop the job or wait for its end`,
        );
      }
      batteryStore.deleteBattery(id);
      await arrayFiles.remove(battery.dataset_hash);
      return null;
    });
