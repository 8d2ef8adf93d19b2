/** One cell of an evaluation in the form of the API: facts and curves, null where a number is unknown. */
import type { ModelDescription } from '../../../shared/contract/model-file.ts';
import type { EvaluatedCell, EvaluationSummaryContent } from '../../../shared/contract/prediction.ts';
import { applicabilityInWords } from '../applicability/applicability.ts';
import { warningsOfLabels } from '../prediction/predict-last-cycle.ts';
import { warnAboutKnownCell, warnAboutModel } from '../prediction/warn-about-model.ts';
import { widthsFor } from './intervals-for-cell.ts';
import type { JudgedCell } from './judge-cell.ts';

/** Digits that a number in a curve has; single precision has eight. */
const figures = 9;

export function evaluatedCell(
  description: ModelDescription,
  judged: JudgedCell,
  facts: EvaluationSummaryContent['cells'][number],
): EvaluatedCell {
  const { actual, predicted, cycleIndex, cell } = judged;
  const widths = widthsFor(description, judged);
  const rul = predicted.rul ?? new Float64Array(cycleIndex.length).fill(Number.NaN);
  const soh = bandAround(predicted.soh, widths.soh);
  const rulBand = bandAround(rul, widths.rul);
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
      ...applicabilityInWords(judged.reach.ofAll),
      ...warningsOfLabels(description.targets, judged.match),
      ...judged.warnings,
      ...warnAboutLabels(judged),
      ...warnAboutModel(description),
    ],
  };
}

function bandAround(values: Float64Array, halfWidths: Float64Array) {
  const widthAt = (row: number): number => halfWidths[row] ?? Number.NaN;
  return {
    low: curve(values.map((value, row) => value - widthAt(row))),
    high: curve(values.map((value, row) => value + widthAt(row))),
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
