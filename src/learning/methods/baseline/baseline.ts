/**
 * Baseline: u(s, t), a multilayer perceptron with three tanh layers, from the features s and the cycle index t of one
 * cycle to SoH and RUL. Loss: masked mean squared error.
 */
import { maskedMeanSquaredError } from '../../losses/masked-mean-squared-error.ts';
import type { Weights } from '../../engines/engine.ts';
import type { Batch } from '../batch.ts';
import { backwardDense, denseLayers, forwardDense } from '../dense-network.ts';
import { createGradients, type LossAndGradients } from '../gradients.ts';

/** Loss of a batch and the gradient of every weight. */
export function baselineLossAndGradients(weights: Weights, batch: Batch): LossAndGradients {
  const layers = denseLayers(weights, 'u');
  const states = forwardDense(layers, batch.inputs, batch.rowCount);
  const { loss, gradient } = maskedMeanSquaredError(states.at(-1) ?? batch.inputs, batch.targets, batch.mask);
  const gradients = createGradients(weights);
  backwardDense(layers, states, gradient, gradients);
  return { loss: { total: loss, terms: { data_loss: loss } }, gradients: gradients.toWeights() };
}

/** u(s, t), [B, O]; DeepHPM predicts with the same network. */
export function predictDense(weights: Weights, batch: Batch): Float64Array {
  const states = forwardDense(denseLayers(weights, 'u'), batch.inputs, batch.rowCount);
  return states.at(-1) ?? new Float64Array();
}
