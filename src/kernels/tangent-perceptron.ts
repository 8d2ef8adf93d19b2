/**
 * A perceptron and its derivative along t, forward and back, over stacked matrices (tangent-activations.ts): values and
 * tangents share the weights, so they go through one product where they need no bias and through two where they do.
 */
import {
  Dense,
  denseBiasGradient,
  denseForward,
  denseForwardTangent,
  denseInputGradient,
  denseWeightGradient,
} from './dense';
import { ROW_BYTES, panelsOf } from './panel';
import { Perceptron } from './perceptron';
import { tanhBackwardTangent, tanhForwardTangent } from './tangent-activations';

/** Values and tangents of layers 1 and 2, from those of h1. */
export function tangentUpperForward(net: Perceptron, rows: i32): void {
  hiddenForward(net.layer1, net.h1, net.h2, net.panelBytes, rows);
  hiddenForward(net.layer2, net.h2, net.h3, net.panelBytes, rows);
}

/** Everything from stacked inputs to stacked outputs. */
export function tangentForward(net: Perceptron, rows: i32): void {
  hiddenForward(net.layer0, net.x, net.h1, net.panelBytes, rows);
  tangentUpperForward(net, rows);
  linearForward(net.layer3, net.h3, net.u, net.panelBytes, rows);
}

function linearForward(layer: Dense, x: usize, z: usize, panelBytes: i32, rows: i32): void {
  const stacked = rows * ROW_BYTES;
  denseForward(layer, x, z, panelBytes, rows);
  denseForwardTangent(layer, x + stacked, z + stacked, panelBytes, rows);
}

function hiddenForward(layer: Dense, x: usize, h: usize, panelBytes: i32, rows: i32): void {
  linearForward(layer, x, h, panelBytes, rows);
  tanhForwardTangent(h, panelBytes, rows, panelsOf(layer.outputs));
}

/**
 * One layer back, from dz and dz' to its gradients and, in `below`, to dz and dz' of the layer under it, whose
 * activation `h` is its input. With `adds` the weight's gradient and `below` hold contributions that stay.
 */
export function tangentLayerBackward(
  layer: Dense,
  h: usize,
  dz: usize,
  below: usize,
  panelBytes: i32,
  rows: i32,
  adds: bool,
): void {
  denseWeightGradient(layer, h, dz, panelBytes, 2 * rows, adds);
  denseBiasGradient(layer, dz, panelBytes, rows);
  denseInputGradient(layer, dz, below, panelBytes, 2 * rows, layer.inputs, adds);
  tanhBackwardTangent(below, h, panelBytes, rows, panelsOf(layer.inputs));
}

/** All gradients from stacked dL/dU; of the inputs' gradient the first `columns` columns, stacked, in `dx`. */
export function tangentBackward(net: Perceptron, rows: i32, dx: usize, columns: i32): void {
  const panelBytes = net.panelBytes;
  tangentLayerBackward(net.layer3, net.h3, net.du, net.d1, panelBytes, rows, false);
  tangentLayerBackward(net.layer2, net.h2, net.d1, net.d2, panelBytes, rows, false);
  tangentLayerBackward(net.layer1, net.h1, net.d2, net.d1, panelBytes, rows, false);
  denseWeightGradient(net.layer0, net.x, net.d1, panelBytes, 2 * rows, false);
  denseBiasGradient(net.layer0, net.d1, panelBytes, rows);
  denseInputGradient(net.layer0, net.d1, dx, panelBytes, 2 * rows, columns, false);
}
