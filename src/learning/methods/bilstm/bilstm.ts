/**
 * BiLSTM (Graves and Schmidhuber 2005): a window of consecutive cycles of one cell read from the oldest to the newest
 * and from the newest to the oldest; the last state of each direction, side by side, through a linear layer:
 *   u = [h_forward, h_backward]·W + b. Loss: masked mean squared error.
 * The window ends at the row that is predicted, so that nothing after it is seen.
 */
import type { HyperparamsOf } from '../../../shared/contract/hyperparams.ts';
import { maskedMeanSquaredError } from '../../losses/masked-mean-squared-error.ts';
import type { Weights } from '../../engines/engine.ts';
import type { Batch } from '../batch.ts';
import { createGradients, weightNamed, type LossAndGradients } from '../gradients.ts';
import type { Method } from '../method.ts';
import { glorot, zeros } from '../weight-starts.ts';
import { bilstmPart } from './bilstm-graph.ts';
import { backwardLstm, forwardLstm, lstmLayer, lstmWeights } from './lstm.ts';
import {
  addColumnSumsInto,
  addLeftTransposedInto,
  addProductInto,
  addRightTransposedInto,
  repeatRow,
} from '../matrix.ts';

export const bilstm: Method<HyperparamsOf<'bilstm'>> = {
  weights: ({ inputWidth, outputWidth, hyperparams: { hidden_size: hidden } }) => [
    ...lstmWeights('forward', inputWidth, hidden),
    ...lstmWeights('backward', inputWidth, hidden),
    { name: 'output.weight', shape: [2 * hidden, outputWidth], start: glorot(2 * hidden, outputWidth) },
    { name: 'output.bias', shape: [outputWidth], start: zeros },
  ],
  lossAndGradients: (_plan, weights, batch) => bilstmLossAndGradients(weights, batch),
  predict: (_plan, weights, { windows, rowCount }) => forwardBilstm(weights, windows, rowCount).outputs,
  onnx: (_plan, weights, input) => bilstmPart(input, weights),
};

function bilstmLossAndGradients(weights: Weights, batch: Batch): LossAndGradients {
  const pass = forwardBilstm(weights, batch.windows, batch.rowCount);
  const { loss, gradient } = maskedMeanSquaredError(pass.outputs, batch.targets, batch.mask);
  const gradients = createGradients(weights);
  const size = [batch.rowCount, 2 * pass.hidden, gradient.length / batch.rowCount] as const;
  addLeftTransposedInto(gradients.of('output.weight'), pass.joined, gradient, size);
  addColumnSumsInto(gradients.of('output.bias'), gradient);
  const joinedSlope = new Float64Array(pass.joined.length);
  addRightTransposedInto(joinedSlope, gradient, weightNamed(weights, 'output.weight'), size);
  const [forwardSlope, backwardSlope] = splitStates(joinedSlope, pass.hidden);
  backwardLstm(pass.forward.layer, pass.forward.steps, forwardSlope, gradients);
  backwardLstm(pass.backward.layer, pass.backward.steps, backwardSlope, gradients);
  return { loss: { total: loss, terms: { data_loss: loss } }, gradients: gradients.toWeights() };
}

function forwardBilstm(weights: Weights, windows: readonly Float64Array[], rowCount: number) {
  const forward = runDirection(weights, 'forward', windows, rowCount);
  const backward = runDirection(weights, 'backward', [...windows].reverse(), rowCount);
  const { hidden } = forward.layer;
  const joined = joinStates(forward.last, backward.last, hidden);
  const outputs = repeatRow(weightNamed(weights, 'output.bias'), rowCount);
  const size = [rowCount, 2 * hidden, outputs.length / rowCount] as const;
  addProductInto(outputs, joined, weightNamed(weights, 'output.weight'), size);
  return { forward, backward, hidden, joined, outputs };
}

function runDirection(
  weights: Weights,
  name: 'forward' | 'backward',
  inputs: readonly Float64Array[],
  rowCount: number,
) {
  const layer = lstmLayer(weights, name);
  const steps = forwardLstm(layer, inputs, rowCount);
  return { layer, steps, last: steps.at(-1)?.hidden ?? new Float64Array(rowCount * layer.hidden) };
}

/** [B, H] and [B, H] side by side: [B, 2H] */
function joinStates(forward: Float64Array, backward: Float64Array, hidden: number): Float64Array {
  const joined = new Float64Array(2 * forward.length);
  for (let at = 0; at < forward.length; at += hidden) {
    joined.set(forward.subarray(at, at + hidden), 2 * at);
    joined.set(backward.subarray(at, at + hidden), 2 * at + hidden);
  }
  return joined;
}

/** [B, 2H] into [B, H] and [B, H] */
function splitStates(joined: Float64Array, hidden: number): readonly [Float64Array, Float64Array] {
  const forward = new Float64Array(joined.length / 2);
  const backward = new Float64Array(joined.length / 2);
  for (let at = 0; at < forward.length; at += hidden) {
    forward.set(joined.subarray(2 * at, 2 * at + hidden), at);
    backward.set(joined.subarray(2 * at + hidden, 2 * at + 2 * hidden), at);
  }
  return [forward, backward];
}
