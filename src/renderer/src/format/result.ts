/** What a model reached, as a row of the list says it: "SoH 0.53 % · ridge 0.86 %". Pure. */
import type { ModelMetrics } from '../../../shared/contract/model.ts';
import { spread } from './folds.ts';
import { cycles, percent } from './number.ts';

export function resultInWords(metrics: ModelMetrics): string {
  const { val_soh_mape, folds } = metrics;
  const { ridge } = sohErrors(metrics);
  const soh = folds ? spread(folds.val_soh_mape, percent) : percent(val_soh_mape);
  return [`SoH ${soh}`, ...(ridge === null ? [] : [`ridge ${percent(ridge)}`])].join(' · ');
}

/**
 * SoH errors in percent that may stand side by side: where each cell was left out once, over all of them, and not of the
 * one run that became the model.
 */
export function sohErrors(metrics: ModelMetrics): {
  readonly model: number | null;
  readonly ridge: number | null;
} {
  const { folds, references, val_soh_mape } = metrics;
  if (folds?.kind === 'leave_one_battery_out') {
    const ofCells = folds.cells.map(({ ridge_soh_mape }) => ridge_soh_mape.mean);
    return { model: folds.val_soh_mape.mean, ridge: meanOf(ofCells) };
  }
  const ridge = references.find(({ name }) => name === 'ridge')?.soh.mape ?? null;
  return { model: folds?.val_soh_mape.mean ?? val_soh_mape, ridge };
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** The whole of it, for those who rest on the row. */
export function resultAtLength(metrics: ModelMetrics): string {
  const { val_rul_mae, folds, verdict } = metrics;
  const rul = spread(folds?.val_rul_mae ?? { mean: val_rul_mae, deviation: null }, cycles);
  const onWhat = 'Mean absolute error on the validation rows, at the best epoch.';
  return [`${resultInWords(metrics)} · RUL ${rul}.`, onWhat, ...verdict].join(' ');
}
