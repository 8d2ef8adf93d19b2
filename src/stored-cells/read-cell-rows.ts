/** Reads single rows of a cell's file: a page of cycles costs a page of bytes, however long the cell lived. */
import { type OpenTensors, readTensorRows, type RowRange, withTensors } from './read-tensors.ts';

export interface CellRows {
  /** [rows] */
  readonly cycleIndex: Float64Array;
  /** [rows] Ah; NaN where it was not measured */
  readonly capacityAh: Float64Array;
  /** [rows, features] row-major; NaN = missing */
  readonly features: Float64Array;
}

/** Cycle index and capacity of all rows. */
export async function readCapacity(path: string): Promise<Omit<CellRows, 'features'>> {
  return withTensors(path, async (cell) => ({
    cycleIndex: await readColumn(cell, 'cycle_index'),
    capacityAh: await readColumn(cell, 'capacity_ah'),
  }));
}

/** Every column of the given rows. */
export async function readRows(path: string, range: RowRange): Promise<CellRows> {
  return withTensors(path, async (cell) => ({
    cycleIndex: await readColumn(cell, 'cycle_index', range),
    capacityAh: await readColumn(cell, 'capacity_ah', range),
    features: await readColumn(cell, 'features', range),
  }));
}

async function readColumn(cell: OpenTensors, name: string, range?: RowRange): Promise<Float64Array> {
  const values = await readTensorRows(cell, name, range);
  if (values instanceof Float64Array) return values;
  throw new Error(`the cell's file has no float64 tensor "${name}"`);
}
