/** Cells for tests: small made-up ones, and real ones where `../shared/data` lies beside the project. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredCell } from '../../src/learning/files/cell-arrays.ts';
import { sharedData } from './program.ts';

export interface MadeUpCell {
  readonly batteryId: number;
  readonly rowCount: number;
  /** Loss of SoH over the whole file; more than 0.2 reaches the end of life. */
  readonly fade?: number;
  readonly featureNames?: readonly string[];
}

/** SoH falls from 1 in a slight curve; each feature is another smooth function of it. */
export function madeUpCell({ batteryId, rowCount, fade = 0.3, ...rest }: MadeUpCell): MeasuredCell {
  const featureNames = rest.featureNames ?? ['charge time', 'voltage mean'];
  const share = (row: number): number => row / Math.max(1, rowCount - 1);
  const soh = Float64Array.from(
    { length: rowCount },
    (_, row) => 1 - fade * share(row) ** (1 + batteryId / 10),
  );
  return {
    cell: {
      battery_id: batteryId,
      name: `cell ${batteryId}`,
      dataset_hash: `hash${batteryId}`,
      nominal_capacity_ah: 2,
      end_of_life: 0.8,
      capacity_from: 'all',
      feature_names: [...featureNames],
      simulated: true,
    },
    cycleIndex: Float64Array.from({ length: rowCount }, (_, row) => row + 1),
    capacityAh: soh.map((value) => 2 * value),
    features: Float64Array.from({ length: rowCount * featureNames.length }, (_, index) => {
      const place = index % featureNames.length;
      return Math.sin((place + 2) * (soh[Math.floor(index / featureNames.length)] ?? 0)) * 10 ** place;
    }),
  };
}

/** One of the CSV files with 16 features and the capacity, row number as cycle. */
export function realCell(batteryId: number, file: string, nominalCapacityAh: number): MeasuredCell {
  const [header, ...lines] = readFileSync(join(sharedData, file), 'utf8').trim().split(/\r?\n/);
  const names = (header ?? '').split(',').slice(0, -1);
  const table = lines.map((line) => line.split(',').map(Number));
  return {
    cell: {
      battery_id: batteryId,
      name: file.replace(/^.*\/|\.csv$/g, ''),
      dataset_hash: `hash${batteryId}`,
      nominal_capacity_ah: nominalCapacityAh,
      end_of_life: 0.8,
      capacity_from: 'all',
      feature_names: names,
      simulated: false,
    },
    cycleIndex: Float64Array.from(table, (_, row) => row + 1),
    capacityAh: Float64Array.from(table.flatMap((row) => row.slice(-1))),
    features: Float64Array.from(table.flatMap((row) => row.slice(0, -1))),
  };
}
