/** The figures of runs in the one form in which they are compared. Pure. */
import type { ComparedErrors, ComparedMetric, ComparedResult } from '../contract/comparison.ts';
import type { FoldsSummary, ReferenceErrors, TargetErrors } from '../contract/evaluation.ts';
import type { CellErrors, StoredModel } from '../contract/model.ts';
import type { EvaluationSummaryContent } from '../contract/prediction.ts';
import { runPlans } from '../contract/run-plans/index.ts';

/** What one run reached on one cell. */
export interface JudgedCell {
  readonly battery_id: number;
  readonly name: string;
  readonly errors: ComparedErrors;
  readonly ridge: ComparedErrors | null;
}

const unknownErrors: ComparedErrors = {
  soh_rmse: null,
  soh_mae: null,
  soh_mape: null,
  rul_rmse: null,
  rul_mae: null,
};
const comparedMetrics = Object.keys(unknownErrors) as readonly ComparedMetric[];

/** On the cells that it did not learn from: over all trainings where each cell was left out by some of them. */
export function ownCells({ metrics }: StoredModel): readonly JudgedCell[] {
  const { folds, validation_cells: cells } = metrics;
  if (folds && runPlans[folds.kind].judgesEachCell) return folds.cells.map(ofFolds);
  return cells.map(({ battery_id, name, soh, rul, references }: CellErrors) => ({
    battery_id,
    name,
    errors: ofTargets({ soh, rul }),
    ridge: ridgeOf(references),
  }));
}

type EvaluatedCell = EvaluationSummaryContent['cells'][number];

export const evaluatedCell = ({ battery_id, name, metrics, references }: EvaluatedCell): JudgedCell => ({
  battery_id,
  name,
  errors: {
    soh_rmse: metrics.soh_rmse,
    soh_mae: metrics.soh_mae,
    soh_mape: metrics.soh_mape,
    rul_rmse: metrics.rul_rmse,
    rul_mae: metrics.rul_mae,
  },
  ridge: ridgeOf(references),
});

const ofFolds = ({ battery_id, name, ...cell }: FoldsSummary['cells'][number]): JudgedCell => ({
  battery_id,
  name,
  errors: {
    ...unknownErrors,
    soh_mae: cell.soh_mae.mean,
    soh_mape: cell.soh_mape.mean,
    rul_mae: cell.rul_mae.mean,
  },
  ridge: { ...unknownErrors, soh_mape: cell.ridge_soh_mape.mean },
});

const ofTargets = ({
  soh,
  rul,
}: {
  readonly soh: TargetErrors;
  readonly rul: TargetErrors;
}): ComparedErrors => ({
  soh_rmse: soh.rmse,
  soh_mae: soh.mae,
  soh_mape: soh.mape,
  rul_rmse: rul.rmse,
  rul_mae: rul.mae,
});

function ridgeOf(references: readonly ReferenceErrors[]): ComparedErrors | null {
  const ridge = references.find(({ name }) => name === 'ridge');
  return ridge ? ofTargets(ridge) : null;
}

/** Each cell counts the same; a figure is null where none of the cells has it. null without any cell. */
export function meanErrors(errors: readonly (ComparedErrors | null)[]): ComparedErrors | null {
  const known = errors.filter((one) => one !== null);
  if (known.length === 0) return null;
  const means = comparedMetrics.map((metric) => [metric, meanOf(known.map((one) => one[metric]))] as const);
  return Object.fromEntries(means) as ComparedErrors;
}

/** Over the numbers there are; null where there is none. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Whether the run learnt from the cell, or only had its best epoch chosen by it. */
export function seenBy(
  model: Pick<StoredModel, 'battery_ids' | 'metrics'>,
  batteryId: number,
): ComparedResult['seen'] {
  if (model.metrics.training_cells.includes(batteryId)) return 'trained';
  return model.battery_ids.includes(batteryId) ? 'selected' : null;
}
