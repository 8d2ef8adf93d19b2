/** Baseline: one training step and one prediction of the perceptron u(s, t). */
import { Adam, adamRestart, adamStep } from './adam';
import { DataSet, gatherInputs, gatherTargets, paddedRows } from './data-set';
import { maskedLoss } from './masked-loss';
import { Perceptron, perceptronBackward, perceptronForward, perceptronRenew } from './perceptron';

@unmanaged
export class Baseline {
  data: DataSet;
  adam: Adam;
  net: Perceptron;
  targets: usize;
  mask: usize;
  /** Written by a step: the terms of the loss. */
  dataLoss: f64;
}

/** One step over the first `count` row indices. */
export function baselineTrain(plan: Baseline, count: i32): void {
  const net = plan.net;
  const rows = paddedRows(count);
  baselinePredict(plan, count);
  gatherTargets(plan.data, count, plan.targets, plan.mask, net.panelBytes);
  plan.dataLoss = maskedLoss(net.u, plan.targets, plan.mask, net.du, net.panelBytes, rows, plan.data.outputs);
  perceptronBackward(net, rows);
  adamStep(plan.adam);
  perceptronRenew(net);
}

/** Leaves the predictions of the first `count` row indices in `net.u`. */
export function baselinePredict(plan: Baseline, count: i32): void {
  gatherInputs(plan.data, count, plan.net.x, plan.net.panelBytes);
  perceptronForward(plan.net, paddedRows(count));
}

/** After weights were written: a new optimisation starts from them. */
export function baselineRestart(plan: Baseline): void {
  adamRestart(plan.adam);
  perceptronRenew(plan.net);
}
