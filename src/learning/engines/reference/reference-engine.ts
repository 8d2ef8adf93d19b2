/**
 * The clear engine: float64, plain loops, one formula at a time. It is the oracle that every fast engine is compared
 * with, and what trains where no fast one can run.
 */
import { lossAndGradients, predictRows } from '../../methods/loss-and-gradients.ts';
import { weightShapes } from '../../methods/weight-shapes.ts';
import { type AdamState, adamStep, createAdamState } from '../../optimizers/adam.ts';
import type { Engine, Network, NetworkPlan, PreparedRows, Tensor, Weights } from '../engine.ts';

export const clearEngine: Engine = {
  name: 'clear',
  open: (plan, rows) => Promise.resolve(openNetwork(plan, rows)),
};

interface Parameter {
  readonly tensor: Tensor;
  readonly adam: AdamState;
}

function openNetwork(plan: NetworkPlan, rows: PreparedRows): Network {
  const shapes = weightShapes(plan);
  let parameters = new Map<string, Parameter>();
  const current = (): Weights => new Map([...parameters].map(([name, { tensor }]) => [name, tensor]));
  return {
    weightShapes: shapes,
    writeWeights: (weights) => {
      parameters = new Map([...weights].map(([name, tensor]) => [name, freshParameter(tensor)]));
    },
    readWeights: () => new Map([...parameters].map(([name, { tensor }]) => [name, copy(tensor)])),
    trainBatch: (rowIndices, learningRate) => {
      const { loss, gradients } = lossAndGradients(plan, current(), rows, rowIndices);
      for (const [name, { tensor, adam }] of parameters) {
        adamStep(tensor.values, gradients.get(name)?.values ?? new Float64Array(), adam, learningRate);
      }
      return loss;
    },
    predict: (rowIndices) => predictRows(plan, current(), rows, rowIndices),
    close: () => parameters.clear(),
  };
}

const copy = ({ shape, values }: Tensor): Tensor => ({ shape, values: Float64Array.from(values) });

/** Weights that are written start a new optimisation: the optimiser forgets. */
const freshParameter = (tensor: Tensor): Parameter => ({
  tensor: copy(tensor),
  adam: createAdamState(tensor.values.length),
});
