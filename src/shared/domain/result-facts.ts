/** What a succeeded job reached, from its model's metrics. Pure. */
import type { FoldsSummary } from '../contract/evaluation.ts';
import type { JobFacts } from '../contract/job.ts';
import type { ModelMetrics } from '../contract/model.ts';
import { runPlans } from '../contract/run-plans/index.ts';

export type ResultFacts = Pick<
  JobFacts,
  'soh_error' | 'soh_error_deviation' | 'rul_error' | 'rul_error_deviation' | 'ridge_soh_error'
>;

/**
 * On the test cells, where there are some: they chose nothing. Else over all runs where there were several: the one that
 * became the model is none to judge it by alone.
 */
export function resultFacts(metrics: ModelMetrics): ResultFacts {
  const { test, folds, val_soh_mape, val_rul_mae } = metrics;
  if (test) {
    const ridge = test.references.find(({ name }) => name === 'ridge');
    return {
      soh_error: test.soh_mape,
      soh_error_deviation: null,
      rul_error: test.rul_mae,
      rul_error_deviation: null,
      ridge_soh_error: ridge?.soh.mape ?? null,
    };
  }
  const { mean: soh, deviation: sohDeviation } = folds?.val_soh_mape ?? single(val_soh_mape);
  const { mean: rul, deviation: rulDeviation } = folds?.val_rul_mae ?? single(val_rul_mae);
  return {
    soh_error: soh,
    soh_error_deviation: sohDeviation,
    rul_error: rul,
    rul_error_deviation: rulDeviation,
    ridge_soh_error: ridgeSohError(metrics),
  };
}

const single = (value: number | null): FoldsSummary['val_soh_mape'] => ({ mean: value, deviation: null });

/** Where each cell was left out once, over all of them, and not of the one run that became the model. */
function ridgeSohError({ folds, references }: ModelMetrics): number | null {
  if (folds && runPlans[folds.kind].judgesEachCell) {
    return meanOf(folds.cells.map(({ ridge_soh_mape }) => ridge_soh_mape.mean));
  }
  return references.find(({ name }) => name === 'ridge')?.soh.mape ?? null;
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
