/** What a model reached, as a row of the list says it: "SoH 0.53 % · ridge 0.86 %". Pure. */
import { runPlans } from '../../../shared/contract/run-plans/index.ts';
import type { ModelMetrics } from '../../../shared/contract/model.ts';
import { foldsTitle, spread } from './folds.ts';
import { cycles, percent, plural } from './number.ts';

export function resultInWords(metrics: ModelMetrics): string {
  const { ridge } = sohErrors(metrics);
  const soh = spread(validationErrors(metrics).soh, percent);
  return [`SoH ${soh}`, ...(ridge === null ? [] : [`ridge ${percent(ridge)}`])].join(' · ');
}

interface MeanAndDeviation {
  readonly mean: number | null;
  /** null: a single run. */
  readonly deviation: number | null;
}

/** Over all runs where there were several: the one that became the model is none to judge it by alone. */
export function validationErrors({ folds, ...metrics }: ModelMetrics): {
  /** MAPE, percent */
  readonly soh: MeanAndDeviation;
  /** MAE, cycles */
  readonly rul: MeanAndDeviation;
  readonly onWhat: string;
} {
  if (folds) return { soh: folds.val_soh_mape, rul: folds.val_rul_mae, onWhat: foldsTitle(folds) };
  return {
    soh: { mean: metrics.val_soh_mape, deviation: null },
    rul: { mean: metrics.val_rul_mae, deviation: null },
    onWhat: `on ${plural(metrics.validation_cells.length, 'validation cell')}`,
  };
}

/**
 * SoH errors in percent that may stand side by side: where each cell was left out once, over all of them, and not of the
 * one run that became the model.
 */
export function sohErrors(metrics: ModelMetrics): {
  readonly model: number | null;
  readonly ridge: number | null;
} {
  const { folds, references } = metrics;
  if (folds && runPlans[folds.kind].judgesEachCell) {
    const ofCells = folds.cells.map(({ ridge_soh_mape }) => ridge_soh_mape.mean);
    return { model: folds.val_soh_mape.mean, ridge: meanOf(ofCells) };
  }
  const ridge = references.find(({ name }) => name === 'ridge')?.soh.mape ?? null;
  return { model: validationErrors(metrics).soh.mean, ridge };
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** The whole of it, for those who rest on the row. */
export function resultAtLength(metrics: ModelMetrics): string {
  const rul = spread(validationErrors(metrics).rul, cycles);
  const onWhat = 'Mean absolute error on the validation rows, at the best epoch.';
  return [`${resultInWords(metrics)} · RUL ${rul}.`, onWhat, ...metrics.verdict].join(' ');
}
