/** Copies of a cell as people make them: a part of it, fewer digits, a column more. */
import type { MeasuredCell } from '../../src/learning/files/cell-arrays.ts';

/** Under another id; the rest as it is. */
export const copyOf = (measured: MeasuredCell, batteryId: number): MeasuredCell => ({
  ...measured,
  cell: { ...measured.cell, battery_id: batteryId, name: `copy of ${measured.cell.name}` },
});

/** The rows that are kept, counted from 1 again. */
export function rowsOf(measured: MeasuredCell, isKept: (row: number) => boolean): MeasuredCell {
  const kept = [...measured.cycleIndex.keys()].filter(isKept);
  const width = measured.cell.feature_names.length;
  return {
    ...measured,
    cycleIndex: Float64Array.from(kept, (_, place) => place + 1),
    capacityAh: Float64Array.from(kept, (row) => measured.capacityAh[row]!),
    features: Float64Array.from(
      kept.flatMap((row) => [...measured.features.subarray(row * width, (row + 1) * width)]),
    ),
  };
}

/** Every number written anew. */
export const written = (measured: MeasuredCell, write: (value: number) => number): MeasuredCell => ({
  ...measured,
  capacityAh: measured.capacityAh.map(write),
  features: measured.features.map(write),
});

export function withColumn(
  measured: MeasuredCell,
  name: string,
  valueOf: (row: number) => number,
): MeasuredCell {
  const width = measured.cell.feature_names.length;
  const rows = [...measured.cycleIndex.keys()];
  return {
    ...measured,
    cell: { ...measured.cell, feature_names: [...measured.cell.feature_names, name] },
    features: Float64Array.from(
      rows.flatMap((row) => [...measured.features.subarray(row * width, (row + 1) * width), valueOf(row)]),
    ),
  };
}
