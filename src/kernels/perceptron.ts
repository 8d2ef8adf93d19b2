/**
 * u(x): three hidden layers of tanh and a linear one, H₀ = X, Hₗ₊₁ = tanh(Hₗ·Wₗ + bₗ), U = H₃·W₃ + b₃, and back.
 * Row matrices have room for as many rows as `panelBytes` says and start where the fields say.
 */
import { tanhBackward, tanhForward } from './activations';
import {
  Dense,
  denseBiasGradient,
  denseForward,
  denseInputGradient,
  denseWeightGradient,
  renewTransposed,
} from './dense';
import { panelsOf } from './panel';

@unmanaged
export class Perceptron {
  layer0: Dense;
  layer1: Dense;
  layer2: Dense;
  layer3: Dense;
  panelBytes: i32;
  x: usize;
  h1: usize;
  h2: usize;
  h3: usize;
  u: usize;
  /** dL/dU, and room for the gradients of two hidden layers. */
  du: usize;
  d1: usize;
  d2: usize;
}

export function perceptronForward(net: Perceptron, rows: i32): void {
  const panelBytes = net.panelBytes;
  hiddenForward(net.layer0, net.x, net.h1, panelBytes, rows);
  hiddenForward(net.layer1, net.h1, net.h2, panelBytes, rows);
  hiddenForward(net.layer2, net.h2, net.h3, panelBytes, rows);
  denseForward(net.layer3, net.h3, net.u, panelBytes, rows);
}

function hiddenForward(layer: Dense, x: usize, h: usize, panelBytes: i32, rows: i32): void {
  denseForward(layer, x, h, panelBytes, rows);
  tanhForward(h, panelBytes, rows, panelsOf(layer.outputs));
}

/** All gradients of weights and biases from dL/dU. */
export function perceptronBackward(net: Perceptron, rows: i32): void {
  layerBackward(net.layer3, net.h3, net.du, net.d1, net.panelBytes, rows);
  layerBackward(net.layer2, net.h2, net.d1, net.d2, net.panelBytes, rows);
  layerBackward(net.layer1, net.h1, net.d2, net.d1, net.panelBytes, rows);
  denseWeightGradient(net.layer0, net.x, net.d1, net.panelBytes, rows, false);
  denseBiasGradient(net.layer0, net.d1, net.panelBytes, rows);
}

/** From dZ of a layer to its gradients and to dZ of the layer below, whose activation `h` is its input. */
function layerBackward(layer: Dense, h: usize, dz: usize, below: usize, panelBytes: i32, rows: i32): void {
  denseWeightGradient(layer, h, dz, panelBytes, rows, false);
  denseBiasGradient(layer, dz, panelBytes, rows);
  denseInputGradient(layer, dz, below, panelBytes, rows, layer.inputs, false);
  tanhBackward(below, h, panelBytes, rows, panelsOf(layer.inputs));
}

/** After the parameters changed; the first layer passes no gradient on and needs no transposed weight. */
export function perceptronRenew(net: Perceptron): void {
  renewTransposed(net.layer1);
  renewTransposed(net.layer2);
  renewTransposed(net.layer3);
}
