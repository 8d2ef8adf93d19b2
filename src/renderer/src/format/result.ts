/** What a model reached, as a row of the list says it: "SoH 0.53 % · ridge 0.86 %". Pure. */
import type { ModelMetrics } from '../../../shared/contract/model.ts';
import { spread } from './folds.ts';
import { cycles, percent } from './number.ts';

export function resultInWords({ val_soh_mape, references, folds }: ModelMetrics): string {
  const ridge = references.find(({ name }) => name === 'ridge')?.soh.mape ?? null;
  const soh = folds ? spread(folds.val_soh_mape, percent) : percent(val_soh_mape);
  return [`SoH ${soh}`, ...(ridge === null ? [] : [`ridge ${percent(ridge)}`])].join(' · ');
}

/** The whole of it, for those who rest on the row. */
export function resultAtLength(metrics: ModelMetrics): string {
  const { val_rul_mae, folds, verdict } = metrics;
  const rul = spread(folds?.val_rul_mae ?? { mean: val_rul_mae, deviation: null }, cycles);
  const onWhat = 'Mean absolute error on the validation rows, at the best epoch.';
  return [`${resultInWords(metrics)} · RUL ${rul}.`, onWhat, ...verdict].join(' ');
}
