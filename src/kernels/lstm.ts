/**
 * One direction of an LSTM over a window of W steps. Per step Z = [h₋₁, x]·[U; V] + b in one product, U [H, 4H] hidden
 * and V [I, 4H] input weights one below the other, then the cell; back through the steps dh₋₁ = dZ·Uᵀ, and
 * d[U; V] = [h₋₁, x]ᵀ·dZ over the rows of several steps at once. H here is rounded up to whole panels; the units added
 * have weights 0 and stay 0. Matrices over time have the rows of step 0 first, then those of step 1, and so on.
 */
import { addRows } from './column-sums';
import { lstmCellBackward, lstmCellForward } from './lstm-cell';
import { ROW_BYTES, ZEROS, panelsOf } from './panel';
import { product, productPanel } from './product';
import { transpose } from './transpose';
import { transposedProduct } from './transposed-product';

/** Rows of gradients collected, while they are in the second cache, before they go into the weight gradient. */
const BLOCK_ROWS: i32 = 128;

@unmanaged
export class Lstm {
  inputs: i32;
  /** H, a multiple of 8. */
  hidden: i32;
  steps: i32;
  /** [U; V] [H + I, 4H] and b [4H]. */
  weight: usize;
  weightPanelBytes: i32;
  bias: usize;
  gradientOffset: i32;
  /** Uᵀ [4H, H]. */
  transposed: usize;
  /** Over time: [h₋₁, x], gates then their gradients, c with a step of zeros before the first, tanh c. */
  timePanelBytes: i32;
  hx: usize;
  gates: usize;
  cells: usize;
  tanhCells: usize;
  /** Of one step: the last state and its gradient, and the gradient of c. */
  panelBytes: i32;
  last: usize;
  dh: usize;
  dc: usize;
}

/** Panels of H. */
// @ts-ignore: decorator
@inline
function unitPanels(lstm: Lstm): i32 {
  return lstm.hidden >> 3;
}

/** Where the inputs of step 0 go: behind the panels of h. */
export function lstmInputs(lstm: Lstm): usize {
  return lstm.hx + unitPanels(lstm) * lstm.timePanelBytes;
}

export function lstmForward(lstm: Lstm, rows: i32): void {
  const stepBytes = rows * ROW_BYTES;
  clear(lstm.hx, lstm.timePanelBytes, unitPanels(lstm), stepBytes);
  clear(lstm.cells, lstm.timePanelBytes, unitPanels(lstm), stepBytes);
  for (let step = 0; step < lstm.steps; step++) stepForward(lstm, step, rows);
}

function stepForward(lstm: Lstm, step: i32, rows: i32): void {
  const units = unitPanels(lstm);
  const timeBytes = lstm.timePanelBytes;
  const stepBytes = rows * ROW_BYTES;
  const offset = step * stepBytes;
  const isLast = step == lstm.steps - 1;
  // h is 0 before the first step: its part of the product is left out.
  const skipped = step == 0 ? lstm.hidden : 0;
  const a = lstm.hx + offset + (skipped >> 3) * timeBytes;
  const depth = lstm.hidden + lstm.inputs - skipped;
  for (let unit = 0; unit < units; unit++) {
    for (let gate = 0; gate < 4; gate++) {
      const panel = gate * units + unit;
      const b = lstm.weight + panel * lstm.weightPanelBytes + skipped * ROW_BYTES;
      const z = lstm.gates + panel * timeBytes + offset;
      productPanel(a, timeBytes, b, depth, z, rows, lstm.bias + panel * ROW_BYTES, 0);
    }
    const panelOffset = unit * timeBytes + offset;
    const cells = lstm.cells + panelOffset;
    const h = isLast ? lstm.last + unit * lstm.panelBytes : lstm.hx + panelOffset + stepBytes;
    const gates = lstm.gates + panelOffset;
    lstmCellForward(gates, units * timeBytes, cells, cells + stepBytes, lstm.tanhCells + panelOffset, h, stepBytes);
  }
}

/** From the gradient of the last state in `dh` to all gradients of weights and bias. */
export function lstmBackward(lstm: Lstm, rows: i32): void {
  clear(lstm.dc, lstm.panelBytes, unitPanels(lstm), rows * ROW_BYTES);
  const stepsPerBlock = max(1, BLOCK_ROWS / rows);
  let blockEnd = lstm.steps;
  for (let step = lstm.steps - 1; step >= 0; step--) {
    stepBackward(lstm, step, rows);
    if (step % stepsPerBlock != 0) continue;
    weightGradient(lstm, step, blockEnd, rows);
    blockEnd = step;
  }
}

function stepBackward(lstm: Lstm, step: i32, rows: i32): void {
  const units = unitPanels(lstm);
  const timeBytes = lstm.timePanelBytes;
  const stepBytes = rows * ROW_BYTES;
  const offset = step * stepBytes;
  for (let unit = 0; unit < units; unit++) {
    const panelOffset = unit * timeBytes + offset;
    const stateOffset = unit * lstm.panelBytes;
    lstmCellBackward(
      lstm.gates + panelOffset, units * timeBytes, lstm.cells + panelOffset, lstm.tanhCells + panelOffset,
      lstm.dh + stateOffset, lstm.dc + stateOffset, stepBytes,
    );
  }
  if (step == 0) return;
  const depth = 4 * lstm.hidden;
  product(
    lstm.gates + offset, timeBytes, lstm.transposed, depth * ROW_BYTES, depth, lstm.dh, lstm.panelBytes, rows, units,
    ZEROS, 0, 0,
  );
}

/** Adds the steps from `first` to before `end` to the gradients; the block that ends with the last step starts them. */
function weightGradient(lstm: Lstm, first: i32, end: i32, rows: i32): void {
  const timeBytes = lstm.timePanelBytes;
  const stepBytes = rows * ROW_BYTES;
  const adds = end != lstm.steps;
  const columns = 4 * lstm.hidden;
  const gates = lstm.gates + first * stepBytes;
  const du = lstm.weight + lstm.gradientOffset;
  const dv = du + lstm.hidden * ROW_BYTES;
  const blockRows = (end - first) * rows;
  // The h before step 0 is 0 and adds nothing, unless there is nothing else.
  const skip = first == 0 && end > 1 ? 1 : 0;
  transposedProduct(
    lstm.hx + (first + skip) * stepBytes, timeBytes, lstm.hidden, gates + skip * stepBytes, timeBytes, columns,
    blockRows - skip * rows, du, lstm.weightPanelBytes, adds,
  );
  transposedProduct(
    lstmInputs(lstm) + first * stepBytes, timeBytes, lstm.inputs, gates, timeBytes, columns,
    blockRows, dv, lstm.weightPanelBytes, adds,
  );
  const db = lstm.bias + lstm.gradientOffset;
  for (let panel = 0; panel < panelsOf(columns); panel++) {
    addRows(gates + panel * timeBytes, blockRows, db + panel * ROW_BYTES, adds);
  }
}

/** Renews Uᵀ after the parameters changed. */
export function lstmRenew(lstm: Lstm): void {
  const units = unitPanels(lstm);
  transpose(lstm.weight, lstm.weightPanelBytes, units, 4 * units, lstm.transposed, 4 * lstm.hidden * ROW_BYTES);
}

function clear(address: usize, panelBytes: i32, panels: i32, bytes: i32): void {
  for (let panel = 0; panel < panels; panel++) {
    memory.fill(address, 0, bytes);
    address += panelBytes;
  }
}
