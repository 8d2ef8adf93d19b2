/** One run in a set of its own, asked batch by batch. */
import type {
  BatchLoss,
  Engine,
  NetworkPlan,
  PreparedRows,
  RunSet,
  TrainingState,
  Weights,
} from '../../src/learning/engines/engine.ts';
import { initialState } from '../../src/learning/engines/training-state.ts';

export interface SingleRun {
  readonly set: RunSet;
  readonly trainBatch: (rowIndices: Int32Array, learningRate: number) => Promise<BatchLoss>;
  readonly predict: (rowIndices: Int32Array) => Promise<Float64Array>;
  readonly readWeights: () => Promise<Weights>;
  /** A new training starts from these weights. */
  readonly writeWeights: (weights: Weights) => Promise<void>;
  readonly read: () => Promise<TrainingState>;
  readonly write: (state: TrainingState) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openSingleRun(
  engine: Engine,
  plan: NetworkPlan,
  rows: PreparedRows,
): Promise<SingleRun> {
  const set = await engine.open(plan, [rows]);
  return {
    set,
    trainBatch: async (rowIndices, learningRate) => {
      const [losses] = await set.train([{ run: 0, batches: [rowIndices] }], { learningRate });
      const [loss] = losses ?? [];
      if (!loss) throw new Error('a batch has a loss');
      return loss;
    },
    predict: (rowIndices) => set.predict(0, rowIndices),
    readWeights: () => set.readWeights(0),
    writeWeights: (weights) => set.write(0, initialState(weights)),
    read: () => set.read(0),
    write: (state) => set.write(0, state),
    close: () => set.close(),
  };
}
