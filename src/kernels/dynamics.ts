/**
 * What joins u and g in DeepHPM. The inputs of g are kept in the order u (O), u_s (S for each output), t, s (S), so that
 * those a gradient is wanted of come first; their tangents are u_t, u_st, 1 and 0. The residuals, B rows, O outputs:
 *
 *   f = u_t − g,  f_t = u_tt − g',  losses mean f² and mean f_t² over all B·O, known labels or not
 *
 * u_t is column t of J, u_tt of J'. Letters as in input-derivatives.ts.
 */
import { InputDerivatives } from './input-derivatives';
import { ROW_BYTES, columnAt } from './panel';
import { Perceptron } from './perceptron';

/** Address of column `column` of J, or J' where `tangent` is 1, of output `k`; of dJ with `dj` for `j`. */
// @ts-ignore: decorator
@inline
function slopeColumn(chain: InputDerivatives, j: usize, k: i32, tangent: i32, column: i32, rows: i32): usize {
  return columnAt(j, chain.panelBytes, column) + (tangent * chain.outputs + k) * rows * ROW_BYTES;
}

/** Writes the stacked inputs of g. */
export function assembleDynamicsInputs(u: Perceptron, g: Perceptron, chain: InputDerivatives, rows: i32): void {
  const stacked = rows * ROW_BYTES;
  const features = u.layer0.inputs - 1;
  let column = 0;
  for (let k = 0; k < chain.outputs; k++) {
    const to = columnAt(g.x, g.panelBytes, column++);
    copyColumn(columnAt(u.u, u.panelBytes, k), to, rows);
    copyColumn(slopeColumn(chain, chain.j, k, 0, features, rows), to + stacked, rows);
  }
  for (let k = 0; k < chain.outputs; k++) {
    for (let feature = 0; feature < features; feature++) {
      const to = columnAt(g.x, g.panelBytes, column++);
      copyColumn(slopeColumn(chain, chain.j, k, 0, feature, rows), to, rows);
      copyColumn(slopeColumn(chain, chain.j, k, 1, feature, rows), to + stacked, rows);
    }
  }
  assembleKnownInputs(u, g, column, rows);
}

/** t and s, and their tangents 1 and 0. */
function assembleKnownInputs(u: Perceptron, g: Perceptron, column: i32, rows: i32): void {
  const stacked = rows * ROW_BYTES;
  const features = u.layer0.inputs - 1;
  const time = columnAt(g.x, g.panelBytes, column++);
  copyColumn(columnAt(u.x, u.panelBytes, features), time, rows);
  fillColumn(time + stacked, 1, rows);
  for (let feature = 0; feature < features; feature++) {
    const to = columnAt(g.x, g.panelBytes, column++);
    copyColumn(columnAt(u.x, u.panelBytes, feature), to, rows);
    fillColumn(to + stacked, 0, rows);
  }
}

/**
 * Mean f² (`tangent` 0) or mean f_t² (1) over `count` rows, and its gradient times `weight`: into the gradient of g's
 * outputs, and into that of u_t or u_tt, column t of dJ or dJ'. Rows beyond `count` count nothing.
 */
export function residualLoss(
  g: Perceptron,
  chain: InputDerivatives,
  tangent: i32,
  count: i32,
  rows: i32,
  features: i32,
  weight: f64,
): f64 {
  const scale = (2 * weight) / (f64(count) * chain.outputs);
  let loss: f64 = 0;
  for (let k = 0; k < chain.outputs; k++) {
    const offset = columnAt(0, g.panelBytes, k) + tangent * rows * ROW_BYTES;
    const slope = slopeColumn(chain, chain.j, k, tangent, features, rows);
    const dSlope = slopeColumn(chain, chain.dj, k, tangent, features, rows);
    for (let row = 0; row < rows; row++) {
      const at = row * ROW_BYTES;
      const f = row < count ? f64(load<f32>(slope + at)) - f64(load<f32>(g.u + offset + at)) : 0;
      loss += f * f;
      store<f32>(dSlope + at, f32(scale * f));
      store<f32>(g.du + offset + at, f32(-scale * f));
    }
  }
  return loss / (f64(count) * chain.outputs);
}

/** Takes the stacked gradient of g's inputs, `dx`, apart: into dU, and into dJ and dJ'. */
export function spreadDynamicsGradient(u: Perceptron, chain: InputDerivatives, dx: usize, rows: i32): void {
  const stacked = rows * ROW_BYTES;
  const features = u.layer0.inputs - 1;
  let column = 0;
  for (let k = 0; k < chain.outputs; k++) {
    const from = columnAt(dx, u.panelBytes, column++);
    addColumn(from, columnAt(u.du, u.panelBytes, k), rows);
    addColumn(from + stacked, slopeColumn(chain, chain.dj, k, 0, features, rows), rows);
  }
  for (let k = 0; k < chain.outputs; k++) {
    for (let feature = 0; feature < features; feature++) {
      const from = columnAt(dx, u.panelBytes, column++);
      copyColumn(from, slopeColumn(chain, chain.dj, k, 0, feature, rows), rows);
      copyColumn(from + stacked, slopeColumn(chain, chain.dj, k, 1, feature, rows), rows);
    }
  }
}

function copyColumn(from: usize, to: usize, rows: i32): void {
  for (const end = from + rows * ROW_BYTES; from < end; from += 4 * ROW_BYTES) {
    store<f32>(to, load<f32>(from));
    store<f32>(to, load<f32>(from, 32), 32);
    store<f32>(to, load<f32>(from, 64), 64);
    store<f32>(to, load<f32>(from, 96), 96);
    to += 4 * ROW_BYTES;
  }
}

function addColumn(from: usize, to: usize, rows: i32): void {
  for (const end = from + rows * ROW_BYTES; from < end; from += ROW_BYTES) {
    store<f32>(to, load<f32>(to) + load<f32>(from));
    to += ROW_BYTES;
  }
}

function fillColumn(to: usize, value: f32, rows: i32): void {
  for (const end = to + rows * ROW_BYTES; to < end; to += ROW_BYTES) store<f32>(to, value);
}
