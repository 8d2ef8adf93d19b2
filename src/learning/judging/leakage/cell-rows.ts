/** One cell's part in training or validation, as the search for repeated cells sees it. Letters: I inputs. */
import type { Dataset, DatasetCell } from '../../data/dataset.ts';
import { inputWidthOf } from '../../data/prepare-rows.ts';
import { type Precision, precisionOf } from './value-precision.ts';

export interface CellRows {
  readonly cell: DatasetCell;
  readonly rows: Int32Array;
  readonly capacityPrecision: Precision;
  /** [I − 1] */
  readonly featurePrecision: readonly Precision[];
}

/** Enough rows to see how many digits a column has. */
const rowsForPrecision = 40;

/** The named rows by cell, in the order of the rows; `capacityAh` [N]. */
export function rowsByCell(
  dataset: Dataset,
  capacityAh: Float64Array,
  rows: Int32Array,
): readonly CellRows[] {
  const width = inputWidthOf(dataset);
  const ofStart = new Map<number, number[]>();
  for (const row of rows) {
    const start = dataset.cellStart[row] ?? 0;
    const own = ofStart.get(start);
    if (own) own.push(row);
    else ofStart.set(start, [row]);
  }
  return dataset.cells.flatMap((cell) => {
    const own = Int32Array.from(ofStart.get(cell.start) ?? []);
    if (own.length === 0) return [];
    const some = spread(own, rowsForPrecision);
    const precisionOfInput = (column: number): Precision =>
      precisionOf(Array.from(some, (row) => dataset.inputs[row * width + column] ?? Number.NaN));
    return [
      {
        cell,
        rows: own,
        capacityPrecision: precisionOf(Array.from(some, (row) => capacityAh[row] ?? Number.NaN)),
        featurePrecision: Array.from({ length: width - 1 }, (_, column) => precisionOfInput(column)),
      },
    ];
  });
}

/** At most `most` of them, evenly spread. */
export function spread(rows: Int32Array, most: number): Int32Array {
  const stride = Math.max(1, Math.ceil(rows.length / most));
  return rows.filter((_, index) => index % stride === 0);
}
