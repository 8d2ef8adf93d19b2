/** A run set over runs that live in this very process and answer at once: one run after the other. */
import type { OptimiserStep } from '../optimizers/adam.ts';
import type { BatchLoss, RunSet, TrainingState, Weights } from './engine.ts';

export interface DirectRun {
  read(): TrainingState;
  readWeights(): Weights;
  write(state: TrainingState): void;
  train(batches: readonly Int32Array[], step: OptimiserStep): readonly BatchLoss[];
  predict(rowIndices: Int32Array): Float64Array;
}

/** Gone only when the process is. */
const neverLost: Promise<string> = new Promise(() => undefined);

export function createDirectRunSet(runs: readonly DirectRun[], close: () => void): RunSet {
  const runAt = (index: number): DirectRun => {
    const run = runs[index];
    if (!run) throw new RangeError(`There is no run ${index} in this set of ${runs.length}.`);
    return run;
  };
  return {
    read: (run) => promised(() => runAt(run).read()),
    readWeights: (run) => promised(() => runAt(run).readWeights()),
    write: (run, state) => promised(() => runAt(run).write(state)),
    train: (all, step) => promised(() => all.map(({ run, batches }) => runAt(run).train(batches, step))),
    predict: (run, rowIndices) => promised(() => runAt(run).predict(rowIndices)),
    lost: neverLost,
    close: () => promised(close),
  };
}

/** What the work throws becomes a rejection. */
const promised = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()));
