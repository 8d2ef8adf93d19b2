/**
 * Baseline: u(s, t), a multilayer perceptron with three tanh layers, from the features s and the cycle index t of one
 * cycle to SoH and RUL. Loss: masked mean squared error.
 */
import { maskedMeanSquaredError } from '../../losses/masked-mean-squared-error.ts';
import type { Weights } from '../../engines/engine.ts';
import type { Batch } from '../batch.ts';
import { densePart } from '../dense-graph.ts';
import { backwardDense, denseLayers, denseWeights, forwardDense, predictDense } from '../dense-network.ts';
import { createGradients, type LossAndGradients } from '../gradients.ts';
import type { Method } from '../method.ts';

export const baseline: Method<object> = {
  weights: ({ inputWidth, hiddenWidth, outputWidth }) =>
    denseWeights('u', [inputWidth, hiddenWidth, outputWidth]),
  lossAndGradients: (_plan, weights, batch) => baselineLossAndGradients(weights, batch),
  predict: (_plan, weights, batch) => predictDense(weights, batch),
  onnx: (_plan, weights, input) => densePart(input, weights),
};

/** Loss of a batch and the gradient of every weight. */
function baselineLossAndGradients(weights: Weights, batch: Batch): LossAndGradients {
  const layers = denseLayers(weights, 'u');
  const states = forwardDense(layers, batch.inputs, batch.rowCount);
  const { loss, gradient } = maskedMeanSquaredError(states.at(-1) ?? batch.inputs, batch.targets, batch.mask);
  const gradients = createGradients(weights);
  backwardDense(layers, states, gradient, gradients);
  return { loss: { total: loss, terms: { data_loss: loss } }, gradients: gradients.toWeights() };
}
