/** A training that has left the numbers: said in words that tell what to change. */
import type { AlgorithmChoice } from '../shared/contract/hyperparams.ts';
import { AppError } from '../shared/domain/app-error.ts';

export interface Divergence {
  /** What was measured, e.g. `loss`. */
  readonly what: string;
  readonly value: number;
  readonly epoch: number;
}

/** Throws AppError when the value is NaN or infinite. */
export function refuseDivergence(choice: AlgorithmChoice, { what, value, epoch }: Divergence): void {
  if (Number.isFinite(value)) return;
  throw new AppError(
    'VALIDATION_ERROR',
    `The ${what} became ${Number.isNaN(value) ? 'NaN' : 'infinite'} in epoch ${epoch}: ${advice(choice)}.`,
  );
}

function advice({ algorithm, hyperparams }: AlgorithmChoice): string {
  const { learning_rate: rate } = hyperparams;
  const lower = `lower learning_rate (now ${rate}), for example to ${Number((rate / 10).toPrecision(2))}`;
  if (algorithm !== 'deephpm') return lower;
  return `${lower}, or physics_weight (now ${hyperparams.physics_weight})`;
}
