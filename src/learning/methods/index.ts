/** The methods by name. Another one is a folder beside these and a row here; its facts are a row of the contract's table. */
import type { Algorithm, AlgorithmChoice, HyperparamsOf } from '../../shared/contract/hyperparams.ts';
import type { NetworkPlan } from '../engines/engine.ts';
import { baseline } from './baseline/baseline.ts';
import { bilstm } from './bilstm/bilstm.ts';
import { deephpm } from './deephpm/deephpm.ts';
import type { Method, MethodPlan } from './method.ts';

/** One for each row of the contract's table, given its own hyperparameters. */
export type LearningMethods = { readonly [N in Algorithm]: Method<HyperparamsOf<N>> };

export const methods = { baseline, bilstm, deephpm } satisfies LearningMethods;

type AnyHyperparams = AlgorithmChoice['hyperparams'];

/** The method of a choice; what it is given are the hyperparameters of the same choice. */
export const methodOf = ({ algorithm }: AlgorithmChoice): Method<AnyHyperparams> => methods[algorithm];

export const planForMethod = ({ choice, ...widths }: NetworkPlan): MethodPlan<AnyHyperparams> => ({
  ...widths,
  hyperparams: choice.hyperparams,
});
