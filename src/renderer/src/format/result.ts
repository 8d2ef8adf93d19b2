/** What a model reached, as a row of the list says it: "SoH 0.53 % · ridge 0.86 % · RUL 31 cycles". Pure. */
import type { ModelMetrics } from '../../../shared/contract/model.ts';
import { spread } from './folds.ts';
import { cycles, percent } from './number.ts';

export function resultInWords({ val_soh_mape, val_rul_mae, references, folds }: ModelMetrics): string {
  const ridge = references.find(({ name }) => name === 'ridge')?.soh.mape ?? null;
  const soh = folds ? spread(folds.val_soh_mape, percent) : percent(val_soh_mape);
  const rul = folds ? folds.val_rul_mae : { mean: val_rul_mae, deviation: null };
  return [
    `SoH ${soh}`,
    ...(ridge === null ? [] : [`ridge ${percent(ridge)}`]),
    ...(rul.mean === null ? [] : [`RUL ${spread(rul, cycles)}`]),
  ].join(' · ');
}
