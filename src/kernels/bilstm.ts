/**
 * BiLSTM: two LSTMs over the window, one in each direction of time; their last states, the forward one first, go
 * through one linear layer.
 */
import { Adam, adamRestart, adamStep } from './adam';
import { DataSet, gatherTargets, paddedRows } from './data-set';
import {
  Dense,
  denseBiasGradient,
  denseForward,
  denseInputGradient,
  denseWeightGradient,
  renewTransposed,
} from './dense';
import { Lstm, lstmBackward, lstmForward, lstmInputs, lstmRenew } from './lstm';
import { maskedLoss } from './masked-loss';
import { gatherWindows } from './windows';

@unmanaged
export class Bilstm {
  data: DataSet;
  adam: Adam;
  forward: Lstm;
  backward: Lstm;
  output: Dense;
  panelBytes: i32;
  /** Both last states [B, 2H] and their gradient: each direction's part is its `last` and `dh`. */
  states: usize;
  dStates: usize;
  u: usize;
  du: usize;
  targets: usize;
  mask: usize;
  /** Written by a step: the terms of the loss. */
  dataLoss: f64;
}

/** One step over the first `count` row indices. */
export function bilstmTrain(plan: Bilstm, count: i32, learningRate: f64): void {
  const rows = paddedRows(count);
  const panelBytes = plan.panelBytes;
  const output = plan.output;
  bilstmPredict(plan, count);
  gatherTargets(plan.data, count, plan.targets, plan.mask, panelBytes);
  plan.dataLoss = maskedLoss(plan.u, plan.targets, plan.mask, plan.du, panelBytes, rows, plan.data.outputs);
  denseWeightGradient(output, plan.states, plan.du, panelBytes, rows, false);
  denseBiasGradient(output, plan.du, panelBytes, rows);
  denseInputGradient(output, plan.du, plan.dStates, panelBytes, rows, output.inputs, false);
  lstmBackward(plan.forward, rows);
  lstmBackward(plan.backward, rows);
  adamStep(plan.adam, learningRate);
  renew(plan);
}

/** Leaves the predictions of the first `count` row indices in `u`. */
export function bilstmPredict(plan: Bilstm, count: i32): void {
  runDirection(plan, plan.forward, count, false);
  runDirection(plan, plan.backward, count, true);
  denseForward(plan.output, plan.states, plan.u, plan.panelBytes, paddedRows(count));
}

function runDirection(plan: Bilstm, lstm: Lstm, count: i32, newestFirst: bool): void {
  gatherWindows(plan.data, count, lstm.steps, newestFirst, lstmInputs(lstm), lstm.timePanelBytes);
  lstmForward(lstm, paddedRows(count));
}

/** After weights were written: a new optimisation starts from them. */
export function bilstmRestart(plan: Bilstm): void {
  adamRestart(plan.adam);
  renew(plan);
}

function renew(plan: Bilstm): void {
  lstmRenew(plan.forward);
  lstmRenew(plan.backward);
  renewTransposed(plan.output);
}
