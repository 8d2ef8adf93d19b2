/** What the references of a model say of every row of a further cell; fitted when the model was trained, but for the line. */
import type { ReferenceName } from '../../../shared/contract/evaluation.ts';
import type { Dataset } from '../../data/dataset.ts';
import type { PreparedRows } from '../../engines/engine.ts';
import type { TrainedModel } from '../../files/model-file.ts';
import { inputWidthOf } from '../../data/prepare-rows.ts';
import { fadeLineRul, fitFadeLine, rowsOfFadeLine } from '../references/linear-fade.ts';
import { predictRidge } from '../references/ridge.ts';
import { restoreTargets } from '../../data/scaler.ts';

export interface CellRows {
  /** One cell. */
  readonly dataset: Dataset;
  readonly rows: PreparedRows;
  readonly endOfLife: number;
}

export interface ReferencePrediction {
  readonly name: ReferenceName;
  /** [rows, O] physical units; NaN where it has no answer */
  readonly predictions: Float64Array;
}

/** Without mean and ridge where the model comes from a version that did not keep them. */
export function predictReferences(model: TrainedModel, cell: CellRows): readonly ReferencePrediction[] {
  const { references } = model.description;
  const fade = { name: 'linear_fade', predictions: fadePredictions(model, cell) } as const;
  if (!references) return [fade];
  const rowCount = cell.dataset.rowCount;
  const mean = byRow(rowCount, references.mean.length, (_, target) => references.mean[target] ?? Number.NaN);
  return [
    { name: 'mean', predictions: mean },
    fade,
    { name: 'ridge', predictions: ridgePredictions(model, cell, references.ridge) },
  ];
}

type RidgeLines = NonNullable<TrainedModel['description']['references']>['ridge'];

function ridgePredictions({ scaler }: TrainedModel, { rows }: CellRows, lines: RidgeLines): Float64Array {
  const everyRow = Int32Array.from({ length: rows.rowCount }, (_, row) => row);
  const byTarget = lines.map((line) => {
    if (!line) return new Float64Array(rows.rowCount).fill(Number.NaN);
    const ridge = { weights: Float64Array.from(line.weights), intercept: line.intercept };
    return predictRidge(ridge, { inputs: rows.inputs, rows: everyRow });
  });
  const standardised = byRow(rows.rowCount, lines.length, (row, target) => byTarget[target]?.[row]);
  return restoreTargets(standardised, scaler.targets);
}

/** The line goes through the first rows of the cell itself, as beside the model's own validation cells. */
function fadePredictions(
  { description: { targets } }: TrainedModel,
  { dataset, endOfLife }: CellRows,
): Float64Array {
  const width = inputWidthOf(dataset);
  const cycleOf = (row: number): number => dataset.inputs[row * width + width - 1] ?? Number.NaN;
  const known = [...dataset.soh.keys()].filter((row) => !Number.isNaN(dataset.soh[row] ?? Number.NaN));
  const first = known.slice(0, rowsOfFadeLine(known.length));
  const line = fitFadeLine(
    first.map(cycleOf),
    first.map((row) => dataset.soh[row] ?? Number.NaN),
  );
  return byRow(dataset.rowCount, targets.length, (row, target) => {
    if (!line) return Number.NaN;
    const cycle = cycleOf(row);
    return targets[target] === 'soh'
      ? line.intercept + line.slope * cycle
      : fadeLineRul(line, cycle, endOfLife);
  });
}

/** [rows, O] */
const byRow = (
  rowCount: number,
  width: number,
  valueOf: (row: number, target: number) => number | undefined,
): Float64Array =>
  Float64Array.from(
    { length: rowCount * width },
    (_, at) => valueOf(Math.floor(at / width), at % width) ?? Number.NaN,
  );
