/** Labels beside predictions on the validation rows: of one cell, or of all together. */
import { cellErrors, type JudgedRows } from '../learning/judging/metrics/cell-errors.ts';
import type { CellResiduals } from '../learning/judging/metrics/intervals.ts';
import { restoreTargets } from '../learning/data/scaler.ts';
import type { CellErrors } from '../shared/contract/model.ts';
import type { PreparedJob } from './prepare-job.ts';

/** Predictions of the model or of a reference [validation rows, O], standardised; NaN where there is no answer. */
export interface ValidationJudge {
  readonly pooled: () => Pick<CellErrors, 'soh' | 'rul'>;
  /** `start`: the cell's first row. */
  readonly ofCell: (start: number) => Pick<CellErrors, 'soh' | 'rul'>;
  readonly residualsOfCell: (start: number) => Omit<CellResiduals, 'choseEpoch'>;
}

/** On the validation rows of the job's split, which may be its test side. */
export function judgeValidation(job: PreparedJob, predictions: Float64Array): ValidationJudge {
  const restored = restoreTargets(predictions, job.scaler.targets);
  const { validationRows } = job.split;
  const everyPosition = [...validationRows.keys()];
  const positionsOf = (start: number): readonly number[] =>
    everyPosition.filter((position) => job.dataset.cellStart[validationRows[position] ?? 0] === start);
  return {
    pooled: () => cellErrors(judgedRows(job, restored, everyPosition)),
    ofCell: (start) => cellErrors(judgedRows(job, restored, positionsOf(start))),
    residualsOfCell: (start) => residualsOf(judgedRows(job, restored, positionsOf(start))),
  };
}

/** The validation rows at these positions, in physical units. */
function judgedRows(
  { dataset, split, targets }: PreparedJob,
  predictions: Float64Array,
  positions: readonly number[],
): JudgedRows {
  const labelsOf = (labels: Float64Array): Float64Array =>
    Float64Array.from(positions, (position) => labels[split.validationRows[position] ?? 0] ?? Number.NaN);
  const predicted = (target: number): Float64Array =>
    Float64Array.from(positions, (position) => predictions[position * targets.length + target] ?? Number.NaN);
  return {
    actual: { soh: labelsOf(dataset.soh), rul: labelsOf(dataset.rul) },
    predicted: {
      soh: predicted(targets.indexOf('soh')),
      rul: targets.includes('rul') ? predicted(targets.indexOf('rul')) : null,
    },
  };
}

const residualsOf = ({ actual, predicted }: JudgedRows): Omit<CellResiduals, 'choseEpoch'> => ({
  soh: knownDistances(actual.soh, predicted.soh),
  rul: predicted.rul ? knownDistances(actual.rul, predicted.rul) : new Float64Array(),
});

const knownDistances = (labels: Float64Array, predictions: Float64Array): Float64Array =>
  labels
    .map((label, position) => Math.abs((predictions[position] ?? Number.NaN) - label))
    .filter((distance) => !Number.isNaN(distance));
