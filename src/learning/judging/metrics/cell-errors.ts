/** The errors of SoH and RUL side by side, on one set of rows. */
import type { CellErrors } from '../../../shared/contract/model.ts';
import { targetErrors } from './target-errors.ts';

export interface JudgedRows {
  /** Labels [rows], NaN = unknown. */
  readonly actual: { readonly soh: Float64Array; readonly rul: Float64Array };
  /** Predictions [rows]; no RUL from a model that was trained without any. */
  readonly predicted: { readonly soh: Float64Array; readonly rul: Float64Array | null };
}

export const cellErrors = ({ actual, predicted }: JudgedRows): Pick<CellErrors, 'soh' | 'rul'> => ({
  soh: targetErrors(actual.soh, predicted.soh),
  rul: targetErrors(predicted.rul ? actual.rul : [], predicted.rul ?? []),
});
