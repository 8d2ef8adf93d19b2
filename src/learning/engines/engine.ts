/**
 * What an engine is: it opens a run set, which holds the networks and optimisers of one or several runs of one shape and
 * trains them, many batches a call. Every engine starts from the same weights (`initialWeights`), so engines can be
 * compared tensor by tensor.
 * Letters: N rows of the data set, B rows of a batch, I inputs (features and, last, the cycle index t), O targets.
 */
import type { AlgorithmChoice } from '../../shared/contract/hyperparams.ts';
import type { OptimiserStep } from '../optimizers/adam.ts';

/** Shape of one job's network: the algorithm with its hyperparameters, and the widths the data gives it. */
export interface NetworkPlan {
  readonly choice: AlgorithmChoice;
  /** I: features and the cycle index, which is the last input. */
  readonly inputWidth: number;
  /** O: 1 (SoH) or 2 (SoH, RUL). */
  readonly outputWidth: number;
  /** Width of the three tanh layers of Baseline and DeepHPM: 64, other widths for benchmarks and tests. */
  readonly hiddenWidth: number;
}

/** Standardised rows of all cells, training and validation alike; cells are contiguous and in cycle order. */
export interface PreparedRows {
  readonly rowCount: number;
  /** [N, I] row-major. */
  readonly inputs: Float64Array;
  /** [N, O] row-major; anything where the mask is 0. */
  readonly targets: Float64Array;
  /** [N, O] 1 where the label is known, 0 where it does not count. */
  readonly mask: Float64Array;
  /** [N] first row of the cell that row n belongs to; a window never reaches before it. */
  readonly cellStart: Int32Array;
}

/** Loss of one batch: `total` is what is minimised, the terms are what it is made of (data_loss, physics_f_loss …). */
export interface BatchLoss {
  readonly total: number;
  readonly terms: Readonly<Record<string, number>>;
}

export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}
/** By name, in a fixed order, e.g. `u.layer0.weight` [inputs, outputs]. */
export type Weights = ReadonlyMap<string, Tensor>;

/** All of a run that training changes: written back, it goes on with the same bits. Nothing in it is shared with an engine. */
export interface TrainingState {
  readonly weights: Weights;
  /** Adam's moments of every weight, by the names of the weights; not looked at where `step` is 0. */
  readonly firstMoments: Weights;
  readonly secondMoments: Weights;
  /** Optimiser steps made so far. */
  readonly step: number;
}

export interface Engine {
  /** Name and build, as the model records it, e.g. `reference` or `wasm-relaxed-simd`. */
  readonly name: string;
  /** Where it computes, as a job shows it, e.g. `cpu`. */
  readonly device: string;
  /** In words, why it cannot train or predict such a network; null where it can. */
  whyNot(plan: NetworkPlan): string | null;
  /** What `open` would ask for. */
  memoryBytes(plan: NetworkPlan, rowsByRun: readonly PreparedRows[]): number;
  /**
   * Makes room for as many runs as there are rows; runs that have the same rows name the same object, and share them. A run
   * can be used once a state was written to it. Rejects with an Error in plain words when they cannot fit. `pause` is
   * awaited between parts of the work.
   */
  open(plan: NetworkPlan, rowsByRun: readonly PreparedRows[], pause?: () => Promise<void>): Promise<RunSet>;
}

/** Batches of one run, to be trained in this order. */
export interface RunBatches {
  /** Index of the run in its set. */
  readonly run: number;
  /** Row indices of each batch, 1 to `batch_size` of them. */
  readonly batches: readonly Int32Array[];
}

/**
 * The runs of one shape, side by side. Calls are made one at a time, but for predictions of different runs where
 * `predictionsAtOnce` says so; once `lost`, they reject with the same words.
 */
export interface RunSet {
  /** So many predictions, each of another run, may be asked for before the first is answered; 1 where not given. */
  readonly predictionsAtOnce?: number;
  read(run: number): Promise<TrainingState>;
  /** The weights alone: what an epoch that is the best so far needs. */
  readWeights(run: number): Promise<Weights>;
  write(run: number, state: TrainingState): Promise<void>;
  /**
   * Forward, backward and one step of the optimiser for each batch; `step` may change between calls. Answers the losses,
   * each before its step, in the order of the batches. A run's numbers depend on its own batches alone, however they are
   * spread over calls.
   */
  train(batches: readonly RunBatches[], step: OptimiserStep): Promise<readonly (readonly BatchLoss[])[]>;
  /** Predictions [rowIndices.length, O], standardised, row-major; changes nothing. */
  predict(run: number, rowIndices: Int32Array): Promise<Float64Array>;
  /** Resolves with the reason, in words, when the device is gone; pending for ever where that cannot happen. */
  readonly lost: Promise<string>;
  close(): Promise<void>;
}
