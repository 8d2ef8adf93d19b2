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
import { Helper, TASK_STOP, ask, join, nextTask, report } from './helper';
import { Lstm, lstmBackward, lstmForward, lstmInputs, lstmRenew } from './lstm';
import { maskedLoss } from './masked-loss';
import { gatherWindows } from './windows';

/** What the helper does, where there is one: the backward direction. */
const TASK_FORWARD: i32 = 1;
const TASK_BACKWARD: i32 = 2;

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
  helper: Helper;
  /** Written by a step: the terms of the loss. */
  dataLoss: f64;
}

/** One step over the first `count` row indices. */
export function bilstmTrain(plan: Bilstm, count: i32): void {
  const rows = paddedRows(count);
  const panelBytes = plan.panelBytes;
  const output = plan.output;
  bilstmPredict(plan, count);
  gatherTargets(plan.data, count, plan.targets, plan.mask, panelBytes);
  plan.dataLoss = maskedLoss(plan.u, plan.targets, plan.mask, plan.du, panelBytes, rows, plan.data.outputs);
  denseWeightGradient(output, plan.states, plan.du, panelBytes, rows, false);
  denseBiasGradient(output, plan.du, panelBytes, rows);
  denseInputGradient(output, plan.du, plan.dStates, panelBytes, rows, output.inputs, false);
  const helper = plan.helper;
  if (helper.isPresent) ask(helper, TASK_BACKWARD, count);
  lstmBackward(plan.forward, rows);
  if (helper.isPresent) join(helper);
  else lstmBackward(plan.backward, rows);
  adamStep(plan.adam);
  renew(plan);
}

/** Leaves the predictions of the first `count` row indices in `u`. */
export function bilstmPredict(plan: Bilstm, count: i32): void {
  const helper = plan.helper;
  if (helper.isPresent) ask(helper, TASK_FORWARD, count);
  runDirection(plan, plan.forward, count, false);
  if (helper.isPresent) join(helper);
  else runDirection(plan, plan.backward, count, true);
  denseForward(plan.output, plan.states, plan.u, plan.panelBytes, paddedRows(count));
}

function runDirection(plan: Bilstm, lstm: Lstm, count: i32, newestFirst: bool): void {
  gatherWindows(plan.data, count, lstm.steps, newestFirst, lstmInputs(lstm), lstm.timePanelBytes);
  lstmForward(lstm, paddedRows(count));
}

/** The helper's whole life, called on its thread: does tasks until it is told to stop. */
export function bilstmServe(plan: Bilstm): void {
  const helper = plan.helper;
  let asked = 0;
  for (let task = nextTask(helper, asked); task != TASK_STOP; task = nextTask(helper, asked)) {
    asked++;
    if (task == TASK_FORWARD) runDirection(plan, plan.backward, helper.count, true);
    else lstmBackward(plan.backward, paddedRows(helper.count));
    report(helper, asked);
  }
}

/** Lets the helper go; the main thread does everything from here on. */
export function bilstmDismiss(plan: Bilstm): void {
  const helper = plan.helper;
  if (!helper.isPresent) return;
  helper.isPresent = 0;
  ask(helper, TASK_STOP, 0);
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
