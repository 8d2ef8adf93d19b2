/**
 * Cells → the rows of one table: inputs (features, then the cycle index t), and the labels SoH and RUL of each row.
 * Nothing is scaled here and no label is ever an input. Letters: N rows of all cells, F common features, I = F + 1.
 */
import type { SpecCell } from '../../shared/contract/job-spec.ts';
import { labelCycles } from '../../shared/domain/labels.ts';
import type { MeasuredCell } from '../files/cell-arrays.ts';

export interface DatasetCell {
  readonly batteryId: number;
  readonly name: string;
  /** Its first row in the table; its rows follow each other, in cycle order. */
  readonly start: number;
  readonly rowCount: number;
  readonly endOfLifeCycle: number | null;
}

export interface Dataset {
  readonly featureNames: readonly string[];
  readonly cells: readonly DatasetCell[];
  readonly rowCount: number;
  /** [N, I] row-major; NaN = missing */
  readonly inputs: Float64Array;
  /** [N] fraction of nominal capacity; NaN = unknown */
  readonly soh: Float64Array;
  /** [N] cycles; NaN = unknown */
  readonly rul: Float64Array;
  /** [N] first row of the cell that row n belongs to */
  readonly cellStart: Int32Array;
}

/** The columns that every cell has, in the order of the first cell, and those that only some have. */
export function commonFeatures(cells: readonly SpecCell[]): {
  readonly common: readonly string[];
  readonly leftOut: readonly string[];
} {
  const everyName = new Set(cells.flatMap((cell) => cell.feature_names));
  const common = (cells[0]?.feature_names ?? []).filter((name) =>
    cells.every((cell) => cell.feature_names.includes(name)),
  );
  return { common, leftOut: [...everyName].filter((name) => !common.includes(name)) };
}

/** Throws RangeError when a cell lacks one of the features: callers name only what every cell has. */
export function buildDataset(measured: readonly MeasuredCell[], featureNames: readonly string[]): Dataset {
  const rowCount = measured.reduce((sum, { cycleIndex }) => sum + cycleIndex.length, 0);
  const dataset = {
    featureNames,
    rowCount,
    inputs: new Float64Array(rowCount * (featureNames.length + 1)),
    soh: new Float64Array(rowCount),
    rul: new Float64Array(rowCount),
    cellStart: new Int32Array(rowCount),
  };
  let start = 0;
  const cells = measured.map((cell) => {
    const added = addCellInto(dataset, cell, start);
    start += added.rowCount;
    return added;
  });
  return { ...dataset, cells };
}

function addCellInto(target: Omit<Dataset, 'cells'>, measured: MeasuredCell, start: number): DatasetCell {
  const { cell, cycleIndex } = measured;
  const labels = labelCycles({
    cycleIndex,
    capacityAh: measured.capacityAh,
    nominalCapacityAh: cell.nominal_capacity_ah,
    endOfLife: cell.end_of_life,
  });
  target.soh.set(labels.soh, start);
  target.rul.set(labels.rul, start);
  target.cellStart.fill(start, start, start + cycleIndex.length);
  addInputsInto(target, measured, start);
  return {
    batteryId: cell.battery_id,
    name: cell.name,
    start,
    rowCount: cycleIndex.length,
    endOfLifeCycle: labels.endOfLifeCycle,
  };
}

function addInputsInto(
  target: Pick<Dataset, 'inputs' | 'featureNames'>,
  { cell, cycleIndex, features }: MeasuredCell,
  start: number,
): void {
  const columns = target.featureNames.map((name) => cell.feature_names.indexOf(name));
  if (columns.includes(-1)) throw new RangeError(`battery ${cell.battery_id} lacks a common column`);
  const ownWidth = cell.feature_names.length;
  const width = columns.length + 1;
  cycleIndex.forEach((cycle, row) => {
    const at = (start + row) * width;
    columns.forEach((column, position) => {
      const value = features[row * ownWidth + column] ?? Number.NaN;
      target.inputs[at + position] = Number.isFinite(value) ? value : Number.NaN;
    });
    target.inputs[at + width - 1] = cycle;
  });
}
