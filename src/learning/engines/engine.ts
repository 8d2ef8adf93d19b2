/**
 * What an engine is: it holds one network with its optimiser and trains it, one call per batch. Every engine starts
 * from the same weights (`initialWeights`, written by `writeWeights`), so engines can be compared tensor by tensor.
 * Letters: N rows of the data set, B rows of a batch, I inputs (features and, last, the cycle index t), O targets.
 */
import type { AlgorithmChoice } from '../../shared/contract/hyperparams.ts';

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

export interface Engine {
  /** Name and build, as the model records it, e.g. `clear` or `wasm-relaxed-simd`. */
  readonly name: string;
  /** Makes room for the network and the rows; throws an Error in plain words when they cannot fit. */
  open(plan: NetworkPlan, rows: PreparedRows): Promise<Network>;
  /** What `open` would ask for; missing where an engine keeps little besides the weights. */
  memoryBytes?(plan: NetworkPlan, rows: PreparedRows): number;
}

/** One network in training. Calls are made one at a time. */
export interface Network {
  readonly weightShapes: ReadonlyMap<string, readonly number[]>;
  writeWeights(weights: Weights): void;
  readWeights(): Weights;
  /** Forward, backward and one Adam step over the named rows; `learningRate` may change between calls. */
  trainBatch(rowIndices: Int32Array, learningRate: number): BatchLoss;
  /** Predictions [rowIndices.length, O], standardised, row-major; changes nothing. */
  predict(rowIndices: Int32Array): Float64Array;
  close(): void;
}
