/** A training that has left the numbers: said in words that tell what to change. */
import type { AlgorithmChoice } from '../shared/contract/hyperparams.ts';
import type { MethodTable } from '../shared/contract/methods/define-method.ts';
import { AppError } from '../shared/domain/app-error.ts';
import { methodFacts } from '../shared/domain/method-facts.ts';

export interface Divergence {
  /** What was measured, e.g. `loss`. */
  readonly what: string;
  readonly value: number;
  readonly epoch: number;
}

/** Throws AppError when the value is NaN or infinite. */
export function refuseDivergence(
  choice: AlgorithmChoice,
  { what, value, epoch }: Divergence,
  methods?: MethodTable,
): void {
  if (Number.isFinite(value)) return;
  throw new AppError(
    'VALIDATION_ERROR',
    `The ${what} became ${Number.isNaN(value) ? 'NaN' : 'infinite'} in epoch ${epoch}: ${advice(choice, methods)}.`,
  );
}

function advice({ algorithm, hyperparams }: AlgorithmChoice, methods?: MethodTable): string {
  const { learning_rate: rate } = hyperparams;
  const values: Readonly<Record<string, unknown>> = hyperparams;
  const others = methodFacts(algorithm, methods).divergenceKnobs.map(
    (name) => `, or ${name} (now ${String(values[name])})`,
  );
  return `lower learning_rate (now ${rate}), for example to ${Number((rate / 10).toPrecision(2))}${others.join('')}`;
}
