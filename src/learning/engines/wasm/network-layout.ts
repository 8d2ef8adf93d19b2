/** What an algorithm's memory layout tells the network that runs it: where things are and which kernels to call. */
import type { NetworkPlan } from '../engine.ts';
import type { DataSetLayout } from './data-set.ts';
import type { StepKernels } from './kernels.ts';
import type { MemoryPlan } from './memory-plan.ts';
import type { MatrixLayout } from './panel.ts';
import type { ParameterBlock, TensorLayout } from './parameters.ts';

export interface LossTerm {
  readonly name: string;
  /** Address of a double. */
  readonly address: number;
  /** What it counts in the total. */
  readonly weight: number;
}

export interface NetworkLayout {
  readonly tensors: readonly TensorLayout[];
  /** Where the parameters lie, with the gradients of the last step and the optimiser's moments. */
  readonly parameters: Pick<ParameterBlock, 'adam' | 'bytes'>;
  readonly data: DataSetLayout;
  /** Record that every kernel call of this network is given. */
  readonly record: number;
  /** [batchRows, O] after a prediction. */
  readonly predictions: MatrixLayout;
  readonly terms: readonly LossTerm[];
  /** Where a second thread would help, what it is told. */
  readonly helper?: HelperLayout;
  /** Picks the calls of this algorithm. */
  readonly kernels: (exports: StepKernels) => AlgorithmKernels;
}

interface HelperLayout {
  /** Address of the word that says whether the helper is there. */
  readonly isPresent: number;
  /** The kernel that its thread runs until it is dismissed. */
  readonly serve: string;
}

export interface AlgorithmKernels {
  train(record: number, rowCount: number): void;
  predict(record: number, rowCount: number): void;
  /** After weights were written from outside: a new optimisation starts from them. */
  restart(record: number): void;
  /** Lets a helper go, where there is one. */
  dismiss?(record: number): void;
}

export type LayOutNetwork = (memory: MemoryPlan, plan: NetworkPlan, data: DataSetLayout) => NetworkLayout;
