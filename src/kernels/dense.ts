/**
 * One dense layer: Z = X·W + b, and back: dW = Xᵀ·dZ, db = Σ dZ, dX = dZ·Wᵀ. W [inputs, outputs].
 * Row matrices of one network share `panelBytes`. Rows are taken in blocks that stay in the first cache.
 */
import { columnSums } from './column-sums';
import { ROW_BYTES, ZEROS, panelsOf } from './panel';
import { product } from './product';
import { transpose } from './transpose';
import { transposedProduct } from './transposed-product';

/** Rows of X taken at once while every panel of the weight passes. A multiple of 12, as both tiles divide it. */
const BLOCK_ROWS: i32 = 96;

@unmanaged
export class Dense {
  inputs: i32;
  outputs: i32;
  weight: usize;
  weightPanelBytes: i32;
  bias: usize;
  /** Wᵀ [outputs, inputs], renewed after every step. */
  transposed: usize;
  transposedPanelBytes: i32;
  /** From a parameter to its gradient. */
  gradientOffset: i32;
}

/** Z = X·W + b. */
export function denseForward(layer: Dense, x: usize, z: usize, panelBytes: i32, rows: i32): void {
  forwardFrom(layer, x, z, panelBytes, rows, layer.bias, ROW_BYTES);
}

/** Z = X·W: what a tangent goes through. */
export function denseForwardTangent(layer: Dense, x: usize, z: usize, panelBytes: i32, rows: i32): void {
  forwardFrom(layer, x, z, panelBytes, rows, ZEROS, 0);
}

// @ts-ignore: decorator
@inline
function forwardFrom(layer: Dense, x: usize, z: usize, panelBytes: i32, rows: i32, start: usize, step: i32): void {
  const weightBytes = layer.weightPanelBytes;
  const panels = panelsOf(layer.outputs);
  for (let row = 0; row < rows; row += BLOCK_ROWS) {
    const offset = row * ROW_BYTES;
    const block = min(BLOCK_ROWS, rows - row);
    product(x + offset, panelBytes, layer.weight, weightBytes, layer.inputs, z + offset, panelBytes, block, panels, start, step, 0);
  }
}

/** dX = dZ·Wᵀ, or dX + dZ·Wᵀ, the first `columns` columns of it. */
export function denseInputGradient(
  layer: Dense,
  dz: usize,
  dx: usize,
  panelBytes: i32,
  rows: i32,
  columns: i32,
  adds: bool,
): void {
  const bytes = layer.transposedPanelBytes;
  const panels = panelsOf(columns);
  for (let row = 0; row < rows; row += BLOCK_ROWS) {
    const offset = row * ROW_BYTES;
    const block = min(BLOCK_ROWS, rows - row);
    const start = adds ? dx + offset : ZEROS;
    product(
      dz + offset, panelBytes, layer.transposed, bytes, layer.outputs, dx + offset, panelBytes, block, panels,
      start, adds ? panelBytes : 0, adds ? ROW_BYTES : 0,
    );
  }
}

/** dW = Xᵀ·dZ, or dW + Xᵀ·dZ. */
export function denseWeightGradient(layer: Dense, x: usize, dz: usize, panelBytes: i32, rows: i32, adds: bool): void {
  const gradient = layer.weight + layer.gradientOffset;
  transposedProduct(
    x, panelBytes, layer.inputs, dz, panelBytes, layer.outputs, rows, gradient, layer.weightPanelBytes, adds,
  );
}

/** db = Σ dZ. */
export function denseBiasGradient(layer: Dense, dz: usize, panelBytes: i32, rows: i32): void {
  columnSums(dz, panelBytes, rows, panelsOf(layer.outputs), layer.bias + layer.gradientOffset);
}

export function renewTransposed(layer: Dense): void {
  const rowPanels = panelsOf(layer.inputs);
  const columnPanels = panelsOf(layer.outputs);
  const bytes = layer.transposedPanelBytes;
  transpose(layer.weight, layer.weightPanelBytes, rowPanels, columnPanels, layer.transposed, bytes);
}
