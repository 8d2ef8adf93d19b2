/**
 * How much arithmetic one training step is: the multiplications and additions of its matrix products, counted for the
 * cheapest arrangement known here. Activations, Adam and gathering are not counted, so that the share of the kernel's
 * peak says how much of a step is matrix products.
 */
import type { Shape } from './shapes.ts';

/** Operations (a multiplication and an addition are two) of one step: forward, backward, all layers. */
export function operationsPerStep(shape: Shape): number {
  switch (shape.algorithm) {
    case 'baseline':
      return perceptronStep(shape, shape.inputs);
    case 'bilstm':
      return 2 * lstmStep(shape) + 3 * product(shape.batch, 2 * shape.width, shape.outputs);
    case 'deephpm':
      return hiddenPhysicsStep(shape);
  }
}

function product(rows: number, inner: number, columns: number): number {
  return 2 * rows * inner * columns;
}

/** One pass through the four layers. */
function perceptronPass({ batch, width, outputs }: Shape, inputs: number): number {
  return product(batch, inputs, width) + 2 * product(batch, width, width) + product(batch, width, outputs);
}

/** Forward, gradient of the weights and gradient of each layer's input, but not of the data. */
function perceptronStep(shape: Shape, inputs: number): number {
  return 3 * perceptronPass(shape, inputs) - product(shape.batch, inputs, shape.width);
}

/** One direction: inputs forward and to their weights; states forward, to their weights and to the state before. */
function lstmStep({ batch, window, inputs, width }: Shape): number {
  return product(batch * window, 2 * inputs + 3 * width, 4 * width);
}

/**
 * u: the value and its derivative by t go forward; each target's sensitivity to the inputs, and that sensitivity's
 * derivative by t (which holds u_tt and u_st), go backward. g: the value and its derivative by t. All of it twice again for the
 * gradient of the loss.
 */
function hiddenPhysicsStep(shape: Shape): number {
  const { inputs, outputs } = shape;
  const passesOfU = 2 + 2 * outputs;
  const inputsOfG = inputs + outputs + (inputs - 1) * outputs;
  return 3 * passesOfU * perceptronPass(shape, inputs) + 3 * 2 * perceptronPass(shape, inputsOfG);
}
