/** A model on every cycle of a measured cell, beside the labels and what the references would have said. */
import type { ReferenceName } from '../../../shared/contract/evaluation.ts';
import type { SpecCell } from '../../../shared/contract/job-spec.ts';
import type { MeasuredCell } from '../../files/cell-arrays.ts';
import { buildDataset, type Dataset } from '../../data/dataset.ts';
import type { Engine } from '../../engines/engine.ts';
import type { JudgedRows } from '../metrics/cell-errors.ts';
import type { TrainedModel } from '../../files/model-file.ts';
import { predictPrepared } from '../../predict.ts';
import { judgeInputs } from '../prediction/judge-inputs.ts';
import { inputWidthOf, prepareRows } from '../../data/prepare-rows.ts';
import { type JudgedReach, judgeReach } from '../applicability/applicability.ts';
import { type LabelMatch, matchLabels, trainingMeanings } from '../../../shared/domain/label-meaning.ts';
import { predictReferences } from './predict-references.ts';

type Predicted = JudgedRows['predicted'];

export interface JudgedCell extends JudgedRows {
  readonly cell: SpecCell;
  /** [rows] */
  readonly cycleIndex: Float64Array;
  readonly references: readonly { readonly name: ReferenceName; readonly predicted: Predicted }[];
  /** Whether the model applies to it, row by row. */
  readonly reach: JudgedReach;
  /** How the model's answers become answers in the labels of this cell. */
  readonly match: LabelMatch;
  /** What is to be said of its inputs. */
  readonly warnings: readonly string[];
}

/** Throws RangeError when the cell lacks a column of the model: see `whyUnreadable`. */
export async function judgeCell(
  model: TrainedModel,
  measured: MeasuredCell,
  engine: Engine,
): Promise<JudgedCell> {
  const { description, scaler } = model;
  const dataset = buildDataset([measured], description.features);
  const { rows } = prepareRows(dataset, description.targets, scaler);
  const everyRow = Int32Array.from({ length: rows.rowCount }, (_, row) => row);
  const predictions = await predictPrepared(model, rows, everyRow, engine);
  const match = matchLabels(trainingMeanings(description), measured.cell);
  return {
    cell: measured.cell,
    cycleIndex: measured.cycleIndex,
    actual: labelsOf(dataset),
    predicted: inLabelsOf(match, predictedOf(model, predictions)),
    match,
    references: predictReferences(model, { dataset, rows, endOfLife: measured.cell.end_of_life }).map(
      ({ name, predictions: ofReference }) => ({
        name,
        predicted: converted(name, match, predictedOf(model, ofReference)),
      }),
    ),
    reach: judgeReach(model, { values: dataset.inputs, width: inputWidthOf(dataset) }),
    warnings: judgeInputs(model, dataset.inputs).warnings,
  };
}

const labelsOf = ({ soh, rul }: Dataset): JudgedRows['actual'] => ({ soh, rul });

/** The line is drawn through the cell's own labels and counts to its own end. */
const converted = (name: ReferenceName, match: LabelMatch, predicted: Predicted): Predicted =>
  name === 'linear_fade' ? predicted : inLabelsOf(match, predicted);

/** NaN and null where a target is not answered. */
function inLabelsOf({ sohFactor, rulEndsAt }: LabelMatch, { soh, rul }: Predicted): Predicted {
  const factor = sohFactor ?? Number.NaN;
  return {
    soh: factor === 1 ? soh : soh.map((value) => value * factor),
    rul: rulEndsAt === null ? null : rul,
  };
}

/** [rows, O] → one array for each target. */
function predictedOf({ description: { targets } }: TrainedModel, predictions: Float64Array): Predicted {
  const width = targets.length;
  const column = (index: number): Float64Array => predictions.filter((_, at) => at % width === index);
  const rul = targets.indexOf('rul');
  return { soh: column(targets.indexOf('soh')), rul: rul === -1 ? null : column(rul) };
}
