/**
 * One LSTM layer in one direction (Hochreiter and Schmidhuber 1997, with the forget gate of Gers and others 2000):
 *   z = x·W_x + h'·W_h + b, split into i, f, g, o;  i, f, o through the sigmoid, g through tanh
 *   c = f ∘ c' + i ∘ g,  h = o ∘ tanh(c),  where ' is the step before and c, h are zero before the first
 * Letters: B rows, I inputs, H hidden. Backward is this, read from the last step to the first.
 */
import type { Weights } from '../../engines/engine.ts';
import { type Gradients, weightNamed } from '../gradients.ts';
import {
  addColumnSumsInto,
  addLeftTransposedInto,
  addProductInto,
  addRightTransposedInto,
  repeatRow,
} from '../matrix.ts';
import type { WeightSpec } from '../method.ts';
import { glorot, openForgetGate, uniformWithin } from '../weight-starts.ts';

export interface LstmLayer {
  readonly name: 'forward' | 'backward';
  readonly hidden: number;
  readonly weightInput: Float64Array;
  readonly weightHidden: Float64Array;
  readonly bias: Float64Array;
}

/** What one step leaves for the way back; all [B, H] but `input` [B, I] and `gates` [B, 4H] (i, f, g, o, activated). */
interface LstmStep {
  readonly input: Float64Array;
  readonly hiddenBefore: Float64Array;
  readonly cellBefore: Float64Array;
  readonly gates: Float64Array;
  readonly cell: Float64Array;
  readonly hidden: Float64Array;
}

/** The four gates are four layers side by side. */
export const lstmWeights = (
  name: LstmLayer['name'],
  inputs: number,
  hidden: number,
): readonly WeightSpec[] => [
  { name: `${name}.weight_input`, shape: [inputs, 4 * hidden], start: glorot(inputs, hidden) },
  {
    name: `${name}.weight_hidden`,
    shape: [hidden, 4 * hidden],
    start: uniformWithin(1 / Math.sqrt(hidden)),
  },
  { name: `${name}.bias`, shape: [4 * hidden], start: openForgetGate },
];

export function lstmLayer(weights: Weights, name: LstmLayer['name']): LstmLayer {
  const bias = weightNamed(weights, `${name}.bias`);
  const weightInput = weightNamed(weights, `${name}.weight_input`);
  const weightHidden = weightNamed(weights, `${name}.weight_hidden`);
  return { name, hidden: bias.length / 4, weightInput, weightHidden, bias };
}

/** Runs over the steps in the order given, each [B, I]; the last step's `hidden` is the layer's answer. */
export function forwardLstm(
  layer: LstmLayer,
  inputs: readonly Float64Array[],
  rowCount: number,
): readonly LstmStep[] {
  const steps: LstmStep[] = [];
  let hidden = new Float64Array(rowCount * layer.hidden);
  let cell = new Float64Array(rowCount * layer.hidden);
  for (const input of inputs) {
    const step = forwardStep(layer, input, hidden, cell);
    steps.push(step);
    ({ hidden, cell } = { hidden: Float64Array.from(step.hidden), cell: Float64Array.from(step.cell) });
  }
  return steps;
}

function forwardStep(
  layer: LstmLayer,
  input: Float64Array,
  hiddenBefore: Float64Array,
  cellBefore: Float64Array,
): LstmStep {
  const rowCount = hiddenBefore.length / layer.hidden;
  const gates = repeatRow(layer.bias, rowCount);
  addProductInto(gates, input, layer.weightInput, [rowCount, input.length / rowCount, 4 * layer.hidden]);
  addProductInto(gates, hiddenBefore, layer.weightHidden, [rowCount, layer.hidden, 4 * layer.hidden]);
  activateGates(gates, layer.hidden);
  return { input, hiddenBefore, cellBefore, gates, ...nextState(gates, cellBefore, layer.hidden) };
}

/** z becomes i, f, g, o, in place. */
function activateGates(gates: Float64Array, hidden: number): void {
  gates.forEach((z, at) => {
    const isCandidate = Math.floor(at / hidden) % 4 === 2;
    gates[at] = isCandidate ? Math.tanh(z) : 1 / (1 + Math.exp(-z));
  });
}

function nextState(gates: Float64Array, cellBefore: Float64Array, width: number) {
  const cell = new Float64Array(cellBefore.length);
  const hidden = new Float64Array(cellBefore.length);
  for (let at = 0; at < cell.length; at++) {
    const [i, f, g, o] = gatesAt(gates, at, width);
    cell[at] = f * (cellBefore[at] ?? 0) + i * g;
    hidden[at] = o * Math.tanh(cell[at] ?? 0);
  }
  return { cell, hidden };
}

/** Adds the layer's gradients for dL/dh of the last step, [B, H]. */
export function backwardLstm(
  layer: LstmLayer,
  steps: readonly LstmStep[],
  lastHiddenGradient: Float64Array,
  gradients: Gradients,
): void {
  let hiddenSlope = lastHiddenGradient;
  let cellSlope: Float64Array = new Float64Array(lastHiddenGradient.length);
  for (const step of [...steps].reverse()) {
    const { gateSlope, cellSlopeBefore } = backwardGates(layer, step, hiddenSlope, cellSlope);
    hiddenSlope = backwardProducts(layer, step, gateSlope, gradients);
    cellSlope = cellSlopeBefore;
  }
}

/** dL/dz [B, 4H] and dL/dc' [B, H] from dL/dh and dL/dc. */
function backwardGates(
  layer: LstmLayer,
  step: LstmStep,
  hiddenSlope: Float64Array,
  cellSlope: Float64Array,
): { readonly gateSlope: Float64Array; readonly cellSlopeBefore: Float64Array } {
  const gateSlope = new Float64Array(step.gates.length);
  const cellSlopeBefore = new Float64Array(cellSlope.length);
  for (let at = 0; at < cellSlope.length; at++) {
    const indices = gateIndices(at, layer.hidden);
    const [i, f, g, o] = gatesAt(step.gates, at, layer.hidden);
    const squashed = Math.tanh(step.cell[at] ?? 0);
    const intoCell = (cellSlope[at] ?? 0) + (hiddenSlope[at] ?? 0) * o * (1 - squashed * squashed);
    gateSlope[indices[0]] = intoCell * g * i * (1 - i);
    gateSlope[indices[1]] = intoCell * (step.cellBefore[at] ?? 0) * f * (1 - f);
    gateSlope[indices[2]] = intoCell * i * (1 - g * g);
    gateSlope[indices[3]] = (hiddenSlope[at] ?? 0) * squashed * o * (1 - o);
    cellSlopeBefore[at] = intoCell * f;
  }
  return { gateSlope, cellSlopeBefore };
}

/** Adds the weights' gradients of one step and answers dL/dh', [B, H]. */
function backwardProducts(
  layer: LstmLayer,
  step: LstmStep,
  gateSlope: Float64Array,
  gradients: Gradients,
): Float64Array {
  const gateCount = 4 * layer.hidden;
  const rowCount = gateSlope.length / gateCount;
  const inputWidth = step.input.length / rowCount;
  const sizes = {
    input: [rowCount, inputWidth, gateCount],
    hidden: [rowCount, layer.hidden, gateCount],
  } as const;
  addLeftTransposedInto(gradients.of(`${layer.name}.weight_input`), step.input, gateSlope, sizes.input);
  addLeftTransposedInto(
    gradients.of(`${layer.name}.weight_hidden`),
    step.hiddenBefore,
    gateSlope,
    sizes.hidden,
  );
  addColumnSumsInto(gradients.of(`${layer.name}.bias`), gateSlope);
  const hiddenSlope = new Float64Array(rowCount * layer.hidden);
  addRightTransposedInto(hiddenSlope, gateSlope, layer.weightHidden, sizes.hidden);
  return hiddenSlope;
}

/** Where the gates i, f, g, o of element `at` of [B, H] stand in [B, 4H]. */
function gateIndices(at: number, hidden: number): [number, number, number, number] {
  const row = Math.floor(at / hidden);
  const first = row * 4 * hidden + (at - row * hidden);
  return [first, first + hidden, first + 2 * hidden, first + 3 * hidden];
}

function gatesAt(gates: Float64Array, at: number, hidden: number): [number, number, number, number] {
  const [i, f, g, o] = gateIndices(at, hidden);
  return [gates[i] ?? 0, gates[f] ?? 0, gates[g] ?? 0, gates[o] ?? 0];
}
