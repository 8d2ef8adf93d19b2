/** All that is said of an evaluation besides its curves. */
import type { Leakage } from '../../../shared/contract/evaluation.ts';
import type { ModelDescription } from '../../../shared/contract/model-file.ts';
import type { EvaluationSummaryContent } from '../../../shared/contract/prediction.ts';
import { cellErrors, type JudgedRows } from '../metrics/cell-errors.ts';
import { verdictOn } from '../metrics/verdict.ts';
import { warnAboutKnownCell } from '../prediction/warn-about-model.ts';
import { evaluatedErrors, meanErrors, pooledErrors } from './evaluated-errors.ts';
import { widthsFor } from './intervals-for-cell.ts';
import type { JudgedCell } from './judge-cell.ts';

export type EvaluationFigures = Pick<
  EvaluationSummaryContent,
  'leakage' | 'mean' | 'pooled' | 'verdict' | 'cells'
>;

export function summarise(description: ModelDescription, judged: readonly JudgedCell[]): EvaluationFigures {
  const cells = judged.map((one) => ({
    battery_id: one.cell.battery_id,
    name: one.cell.name,
    rul_ends_at: one.predicted.rul ? one.match.rulEndsAt : null,
    applicability: one.reach.ofAll,
    metrics: evaluatedErrors(one, widthsFor(description, one)),
    references: referenceErrors(one),
  }));
  const together = pool(judged);
  return {
    leakage: [...findLeakage(description, judged)],
    mean: meanErrors(cells.map(({ metrics }) => metrics)),
    pooled: pooledErrors(
      together,
      cells.map(({ metrics }) => metrics),
    ),
    verdict: [...verdictOf(description, judged, together)],
    cells,
  };
}

const referenceErrors = ({ actual, references }: Pick<JudgedCell, 'actual' | 'references'>) =>
  references.map(({ name, predicted }) => ({ name, ...cellErrors({ actual, predicted }) }));

function verdictOf(
  description: ModelDescription,
  judged: readonly JudgedCell[],
  together: ReturnType<typeof pool>,
): readonly string[] {
  const compared = verdictOn({
    cells: judged.map((one) => ({
      name: one.cell.name,
      ...cellErrors(one),
      references: referenceErrors(one),
    })),
    overall: { ...cellErrors(together), references: referenceErrors(together) },
    cellWord: 'cell',
  });
  const older =
    'The model comes from a version that kept neither mean nor ridge: linear fade alone stands beside it.';
  return [...compared.map(({ sentence }) => sentence), ...(description.references ? [] : [older])];
}

function findLeakage(description: ModelDescription, judged: readonly JudgedCell[]): readonly Leakage[] {
  return judged.flatMap(({ cell }): readonly Leakage[] => {
    const warning = warnAboutKnownCell(description, cell);
    return warning === null
      ? []
      : [{ code: 'trained_on_validation_cell', message: `"${cell.name}": ${warning}` }];
  });
}

/** All rows of all cells as one. */
function pool(judged: readonly JudgedCell[]): Pick<JudgedCell, 'actual' | 'predicted' | 'references'> {
  return {
    actual: {
      soh: joined(judged.map(({ actual }) => actual.soh)),
      rul: joined(judged.map(({ actual }) => actual.rul)),
    },
    predicted: poolPredicted(judged.map(({ predicted }) => predicted)),
    references: (judged[0]?.references ?? []).map(({ name }, index) => ({
      name,
      predicted: poolPredicted(
        judged.flatMap(({ references }) => references[index] ?? []).map(({ predicted }) => predicted),
      ),
    })),
  };
}

function poolPredicted(predicted: readonly JudgedRows['predicted'][]): JudgedRows['predicted'] {
  const rul = predicted.flatMap((one) => (one.rul ? [one.rul] : []));
  return { soh: joined(predicted.map(({ soh }) => soh)), rul: rul.length === 0 ? null : joined(rul) };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
