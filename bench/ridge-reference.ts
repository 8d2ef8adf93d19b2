/** Ridge regression of SoH on exactly what the networks see: the same columns, scaled by the model's own scaler. */
import type { MeasuredCell } from '../src/learning/files/cell-arrays.ts';
import { buildDataset } from '../src/learning/data/dataset.ts';
import { targetErrors } from '../src/learning/judging/metrics/target-errors.ts';
import type { TrainedModel } from '../src/learning/files/model-file.ts';
import { inputWidthOf, prepareRows } from '../src/learning/data/prepare-rows.ts';
import { fitRidge, predictRidge, type RidgeModel } from '../src/learning/judging/references/ridge.ts';

const penalties = [0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000];

interface RidgeTable {
  readonly inputs: Float64Array;
  readonly inputWidth: number;
  readonly labels: Float64Array;
  readonly rows: Int32Array;
}

export interface RidgeReference {
  /** λ, chosen by the smallest SoH error on the validating cells. */
  readonly penalty: number;
  /** SoH [rows] of a cell. */
  readonly predict: (cell: MeasuredCell) => Float64Array;
}

export function ridgePredictions(
  model: TrainedModel,
  training: readonly MeasuredCell[],
  validating: readonly MeasuredCell[],
): RidgeReference {
  const trainingTable = tableOf(model, training);
  const validationTable = tableOf(model, validating);
  const candidates = penalties.map((penalty) => {
    const ridge = fitRidge(trainingTable, penalty);
    return { penalty, ridge, error: errorOf(ridge, validationTable) };
  });
  const best = candidates.reduce((least, candidate) => (candidate.error < least.error ? candidate : least));
  return { penalty: best.penalty, predict: (cell) => predictRidge(best.ridge, tableOf(model, [cell])) };
}

function errorOf(ridge: RidgeModel, table: RidgeTable): number {
  return targetErrors(table.labels, predictRidge(ridge, table)).mape ?? Infinity;
}

function tableOf({ description, scaler }: TrainedModel, cells: readonly MeasuredCell[]): RidgeTable {
  const dataset = buildDataset(cells, description.features);
  return {
    inputs: prepareRows(dataset, description.targets, scaler).rows.inputs,
    inputWidth: inputWidthOf(dataset),
    labels: dataset.soh,
    rows: Int32Array.from({ length: dataset.rowCount }, (_, row) => row),
  };
}
