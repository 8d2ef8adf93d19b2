/** A data set and a scaler → the standardised rows that an engine takes, and what there is to say about them. */
import type { TargetName } from '../../shared/contract/model-file.ts';
import type { Dataset } from './dataset.ts';
import type { PreparedRows } from '../engines/engine.ts';
import {
  fitStandardisation,
  type Scaler,
  standardiseInputs,
  standardiseTargets,
  type Table,
} from './scaler.ts';

export interface ScaledRows {
  readonly rows: PreparedRows;
  /** [I] inputs of each column that were missing and became the mean. */
  readonly missingByColumn: Int32Array;
  /** [I] inputs of each column that lay beyond the limit and were brought back to it. */
  readonly limitedByColumn: Int32Array;
}

export const inputWidthOf = (dataset: Dataset): number => dataset.featureNames.length + 1;

/** Mean and deviation of inputs and targets over the training rows, and of no other row. */
export function fitScaler(
  dataset: Dataset,
  targets: readonly TargetName[],
  trainingRows: Int32Array,
  inputLimit: number,
): Scaler {
  return {
    inputs: fitStandardisation({ values: dataset.inputs, width: inputWidthOf(dataset) }, trainingRows),
    targets: fitStandardisation(labelTable(dataset, targets), trainingRows),
    inputLimit,
  };
}

export function prepareRows(dataset: Dataset, targets: readonly TargetName[], scaler: Scaler): ScaledRows {
  const { values, ...replaced } = standardiseInputs(
    { values: dataset.inputs, width: inputWidthOf(dataset) },
    scaler,
  );
  const labels = standardiseTargets(labelTable(dataset, targets), scaler.targets);
  const rows = {
    rowCount: dataset.rowCount,
    inputs: values,
    targets: labels.values,
    mask: labels.mask,
    cellStart: dataset.cellStart,
  };
  return { rows, ...replaced };
}

/** [N, O] labels in physical units; NaN = unknown. */
export function labelTable(dataset: Dataset, targets: readonly TargetName[]): Table {
  const width = targets.length;
  const values = new Float64Array(dataset.rowCount * width);
  targets.forEach((name, column) => {
    dataset[name].forEach((label, row) => (values[row * width + column] = label));
  });
  return { values, width };
}
