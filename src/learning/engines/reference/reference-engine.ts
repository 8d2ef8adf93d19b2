/**
 * The reference engine: float64, plain loops, one formula at a time. It is the oracle that every fast engine is compared
 * with, and what trains where no fast one can run.
 */
import { weightNamed } from '../../methods/gradients.ts';
import { lossAndGradients, predictRows } from '../../methods/loss-and-gradients.ts';
import { weightShapes } from '../../methods/weight-shapes.ts';
import { type AdamState, adamStep, createAdamState, type OptimiserStep } from '../../optimizers/adam.ts';
import { createDirectRunSet, type DirectRun } from '../direct-run-set.ts';
import type {
  BatchLoss,
  Engine,
  NetworkPlan,
  PreparedRows,
  Tensor,
  TrainingState,
  Weights,
} from '../engine.ts';

export const referenceEngine: Engine = {
  name: 'reference',
  device: 'cpu',
  whyNot: () => null,
  memoryBytes: (plan, rowsByRun) => rowsByRun.length * bytesOfRun(plan),
  open: (plan, rowsByRun) => {
    const runs = rowsByRun.map((rows) => createRun(plan, rows));
    return Promise.resolve(createDirectRunSet(runs, () => undefined));
  },
};

/** Weights, gradients and two moments. */
function bytesOfRun(plan: NetworkPlan): number {
  const sizes = [...weightShapes(plan).values()].map((shape) => shape.reduce((all, size) => all * size, 1));
  return sizes.reduce((sum, size) => sum + 4 * Float64Array.BYTES_PER_ELEMENT * size, 0);
}

interface Parameter {
  readonly tensor: Tensor;
  readonly adam: AdamState;
}

function createRun(plan: NetworkPlan, rows: PreparedRows): DirectRun {
  let parameters: ReadonlyMap<string, Parameter> = new Map();
  let stepCount = 0;
  const current = (): Weights => new Map([...parameters].map(([name, { tensor }]) => [name, tensor]));
  const trainBatch = (rowIndices: Int32Array, step: OptimiserStep): BatchLoss => {
    const { loss, gradients } = lossAndGradients(plan, current(), rows, rowIndices);
    for (const [name, { tensor, adam }] of parameters) {
      adamStep(tensor.values, weightNamed(gradients, name), adam, step);
    }
    stepCount += 1;
    return loss;
  };
  return {
    read: () => stateOf(parameters, stepCount),
    readWeights: () => copied(parameters, ({ tensor }) => tensor.values),
    write: (state) => {
      parameters = parametersOf(state);
      stepCount = state.step;
    },
    train: (batches, step) => batches.map((batch) => trainBatch(batch, step)),
    predict: (rowIndices) => predictRows(plan, current(), rows, rowIndices),
  };
}

const stateOf = (parameters: ReadonlyMap<string, Parameter>, step: number): TrainingState => ({
  weights: copied(parameters, ({ tensor }) => tensor.values),
  firstMoments: copied(parameters, ({ adam }) => adam.mean),
  secondMoments: copied(parameters, ({ adam }) => adam.variance),
  step,
});

function copied(
  parameters: ReadonlyMap<string, Parameter>,
  valuesOf: (parameter: Parameter) => Float64Array,
): Weights {
  return new Map([...parameters].map(([name, one]) => [name, copy(one.tensor.shape, valuesOf(one))]));
}

const copy = (shape: readonly number[], values: Float64Array): Tensor => ({
  shape,
  values: Float64Array.from(values),
});

function parametersOf(state: TrainingState): ReadonlyMap<string, Parameter> {
  return new Map(
    [...state.weights].map(([name, { shape, values }]) => {
      const adam = state.step === 0 ? createAdamState(values.length) : adamStateOf(state, name);
      return [name, { tensor: copy(shape, values), adam }];
    }),
  );
}

const adamStateOf = ({ firstMoments, secondMoments, step }: TrainingState, name: string): AdamState => ({
  step,
  mean: Float64Array.from(weightNamed(firstMoments, name)),
  variance: Float64Array.from(weightNamed(secondMoments, name)),
});
