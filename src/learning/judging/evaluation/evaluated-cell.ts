/** One cell of an evaluation in the form of the API: facts and curves, null where a number is unknown. */
import type { Intervals } from '../../../shared/contract/evaluation.ts';
import type { ModelDescription } from '../../../shared/contract/model-file.ts';
import type { EvaluatedCell, EvaluationSummaryContent } from '../../../shared/contract/prediction.ts';
import { warningsOfLabels } from '../prediction/predict-last-cycle.ts';
import { warnAboutKnownCell, warnAboutModel } from '../prediction/warn-about-model.ts';
import { intervalsFor } from './intervals-for-cell.ts';
import type { JudgedCell } from './judge-cell.ts';

/** Digits that a number in a curve has; single precision has eight. */
const figures = 9;

export function evaluatedCell(
  description: ModelDescription,
  judged: JudgedCell,
  facts: EvaluationSummaryContent['cells'][number],
): EvaluatedCell {
  const { actual, predicted, cycleIndex, cell } = judged;
  const intervals = intervalsFor(description, judged);
  const rul = predicted.rul ?? new Float64Array(cycleIndex.length).fill(Number.NaN);
  const soh = bandAround(predicted.soh, intervals?.soh ?? null);
  const rulBand = bandAround(rul, intervals?.rul ?? null);
  const known = warnAboutKnownCell(description, cell);
  return {
    ...facts,
    cycles: [...cycleIndex],
    soh_true: curve(actual.soh),
    soh_predicted: curve(predicted.soh),
    soh_low: soh.low,
    soh_high: soh.high,
    rul_true: curve(actual.rul),
    rul_predicted: curve(rul),
    rul_low: rulBand.low,
    rul_high: rulBand.high,
    warnings: [
      ...(known === null ? [] : [known]),
      ...warningsOfLabels(description.targets, judged.match),
      ...judged.warnings,
      ...warnAboutLabels(judged),
      ...warnAboutModel(description),
    ],
  };
}

function bandAround(values: Float64Array, interval: Intervals['soh']) {
  const halfWidth = interval?.half_width ?? Number.NaN;
  return {
    low: curve(values.map((value) => value - halfWidth)),
    high: curve(values.map((value) => value + halfWidth)),
  };
}

const curve = (values: Float64Array): (number | null)[] =>
  Array.from(values, (value) => (Number.isFinite(value) ? Number(value.toPrecision(figures)) : null));

function warnAboutLabels({ actual }: JudgedCell): readonly string[] {
  const warnings = [];
  if (actual.soh.every(Number.isNaN)) warnings.push('No cycle has a measured capacity: there is no error.');
  if (actual.rul.every(Number.isNaN)) {
    warnings.push('The cell never reaches its end of life: its true RUL is unknown.');
  }
  return warnings;
}
