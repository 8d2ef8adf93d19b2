/** What the table of methods says of one choice of algorithm and hyperparameters. Pure. */
import { loopMemoryKnobs } from '../contract/loop-hyperparams.ts';
import type { MethodFacts, MethodTable } from '../contract/methods/define-method.ts';
import { methods } from '../contract/methods/index.ts';

/** `AlgorithmChoice`, whatever the table. */
export interface MethodChoice {
  readonly algorithm: string;
  readonly hyperparams: Readonly<Record<string, unknown>>;
}

/** A name that came through the schemas is in the table. */
export function methodFacts(algorithm: string, table: MethodTable = methods): MethodFacts {
  const facts = table[algorithm];
  if (!facts) throw new RangeError(`there is no method "${algorithm}"`);
  return facts;
}

/** How many of a cell's last cycles an answer rests on; null: on its own alone, so that there is no window. */
export const windowOf = ({ algorithm, hyperparams }: MethodChoice, table?: MethodTable): number | null =>
  methodFacts(algorithm, table).cyclesSeen(hyperparams);

/** Hyperparameters that take less memory where they are smaller, the loop's first. */
export const memoryKnobs = ({ algorithm }: MethodChoice, table?: MethodTable): readonly string[] => [
  ...loopMemoryKnobs,
  ...methodFacts(algorithm, table).memoryKnobs,
];
