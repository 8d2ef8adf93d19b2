/** A model beside the references, cell by cell, and which of them is better. Pure. */
import type { ReferenceErrors, ReferenceName } from '../../../shared/contract/evaluation.ts';
import type { CellErrors } from '../../../shared/contract/model.ts';
import type { EvaluatedErrors } from '../../../shared/contract/prediction.ts';

export type Target = 'soh' | 'rul';

/** One target on one cell. The error is the MAPE in percent for the SoH, the MAE in cycles for the RUL. */
export interface Standing {
  readonly rows: number;
  readonly error: number | null;
  readonly rmse: number | null;
  readonly r2: number | null;
  /** Share of rows inside the 90 % band; undefined where it was not asked for. */
  readonly coverage?: number | null;
  readonly references: Readonly<Partial<Record<ReferenceName, number | null>>>;
}

export interface ComparedCell {
  readonly batteryId: number;
  readonly name: string;
  readonly soh: Standing;
  readonly rul: Standing;
}

const errorOf = { soh: 'mape', rul: 'mae' } as const;

export function comparedCell({
  battery_id: batteryId,
  name,
  soh,
  rul,
  references,
}: CellErrors): ComparedCell {
  const standing = (target: Target, errors: CellErrors['soh']): Standing => ({
    rows: errors.rows,
    error: errors[errorOf[target]],
    rmse: errors.rmse,
    r2: errors.r2,
    references: referenceErrors(references, target),
  });
  return { batteryId, name, soh: standing('soh', soh), rul: standing('rul', rul) };
}

interface EvaluatedFacts {
  readonly battery_id: number;
  readonly name: string;
  readonly metrics: EvaluatedErrors;
  readonly references: readonly ReferenceErrors[];
}

export const comparedEvaluation = ({
  battery_id: batteryId,
  name,
  metrics,
  references,
}: EvaluatedFacts): ComparedCell => ({
  batteryId,
  name,
  soh: {
    rows: metrics.rows,
    error: metrics.soh_mape,
    rmse: metrics.soh_rmse,
    r2: metrics.soh_r2,
    coverage: metrics.coverage,
    references: referenceErrors(references, 'soh'),
  },
  rul: {
    rows: metrics.rows,
    error: metrics.rul_mae,
    rmse: metrics.rul_rmse,
    r2: metrics.rul_r2,
    coverage: metrics.rul_coverage,
    references: referenceErrors(references, 'rul'),
  },
});

const referenceErrors = (references: readonly ReferenceErrors[], target: Target): Standing['references'] =>
  Object.fromEntries(references.map((reference) => [reference.name, reference[target][errorOf[target]]]));

/** Who has the smallest error; a draw goes to the model. null where nothing stands beside it. */
export function bestOf({ error, references }: Standing): 'model' | ReferenceName | null {
  const known = referenceOrder.flatMap((name) => {
    const value = references[name] ?? null;
    return value === null ? [] : [{ name, value }];
  });
  if (error === null || known.length === 0) return null;
  const best = known.reduce((least, one) => (one.value < least.value ? one : least));
  return best.value < error * (1 - roundingShare) ? best.name : 'model';
}

/** Errors closer than this are the same. */
const roundingShare = 1e-9;

/** The strongest first. */
export const referenceOrder: readonly ReferenceName[] = ['ridge', 'linear_fade', 'mean'];
