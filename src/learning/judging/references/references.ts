/** What any model has to beat: the training mean, a line through each cell's own first cycles, and ridge regression. */
import type { ReferenceName } from '../../../shared/contract/evaluation.ts';
import type { PreparedRows } from '../../engines/engine.ts';
import { inputWidthOf } from '../../data/prepare-rows.ts';
import { type Scaler, standardiseTargets } from '../../data/scaler.ts';
import { testSideOf } from '../../data/split.ts';
import { type FadeTask, predictFade } from './fade-predictions.ts';
import { predictRidge, type RidgeModel } from './ridge.ts';
import { fitTunedRidge } from './tuned-ridge.ts';

/** A reference in front of the validation rows, as the network answers them. */
interface ReferencePredictions {
  readonly name: ReferenceName;
  /** [validation rows, O] standardised; NaN where it has no answer */
  readonly predictions: Float64Array;
}

export interface References {
  /** [O] mean label of the training rows, physical units. */
  readonly mean: Float64Array;
  /** [O] standardised inputs in, standardised target out; null where no training row has a label. */
  readonly ridge: readonly (RidgeModel | null)[];
  readonly onValidation: readonly ReferencePredictions[];
  /** [test rows, O]; empty where none tests. */
  readonly onTest: readonly ReferencePredictions[];
}

export interface ReferenceTask extends FadeTask {
  readonly scaler: Scaler;
  readonly rows: PreparedRows;
}

/** Fitted on the same split as the model; tens of milliseconds for tens of thousands of rows. */
export function fitReferences(task: ReferenceTask): References {
  const { scaler, split, targets } = task;
  const ridge = targets.map((_, column) => fitTarget(task, column));
  return {
    mean: scaler.targets.mean,
    ridge,
    onValidation: predictionsOf(task, ridge),
    onTest: split.testCells.length === 0 ? [] : predictionsOf({ ...task, split: testSideOf(split) }, ridge),
  };
}

function predictionsOf(
  task: ReferenceTask,
  ridge: readonly (RidgeModel | null)[],
): readonly ReferencePredictions[] {
  const { split, targets } = task;
  return [
    { name: 'mean', predictions: new Float64Array(split.validationRows.length * targets.length) },
    { name: 'linear_fade', predictions: standardisedFade(task) },
    { name: 'ridge', predictions: ridgePredictions(task, ridge) },
  ];
}

function fitTarget({ dataset, rows, split, targets }: ReferenceTask, column: number): RidgeModel | null {
  const width = targets.length;
  const labels = Float64Array.from({ length: rows.rowCount }, (_, row) =>
    rows.mask[row * width + column] === 1 ? (rows.targets[row * width + column] ?? 0) : Number.NaN,
  );
  const table = { inputs: rows.inputs, inputWidth: inputWidthOf(dataset), labels };
  return fitTunedRidge(table, split.trainingRows, split.validationRows);
}

function ridgePredictions(
  { rows, split, targets }: ReferenceTask,
  ridge: readonly (RidgeModel | null)[],
): Float64Array {
  const predictions = new Float64Array(split.validationRows.length * targets.length).fill(Number.NaN);
  ridge.forEach((model, column) => {
    if (!model) return;
    const predicted = predictRidge(model, { inputs: rows.inputs, rows: split.validationRows });
    predicted.forEach((value, index) => (predictions[index * targets.length + column] = value));
  });
  return predictions;
}

function standardisedFade(task: ReferenceTask): Float64Array {
  const predictions = predictFade(task);
  const { values, mask } = standardiseTargets(
    { values: predictions, width: task.targets.length },
    task.scaler.targets,
  );
  return values.map((value, at) => (mask[at] === 1 ? value : Number.NaN));
}
