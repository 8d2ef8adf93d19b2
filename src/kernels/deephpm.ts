/**
 * DeepHPM (Raissi 2018, "Deep Hidden Physics Models"; Wen et al. 2023, doi 10.1109/TIV.2023.3315548): u(s, t) fits the
 * labels, g(t, s, u, u_s) learns the dynamics, and both together keep f = u_t − g and its total derivative along t small:
 *
 *   L = data loss + λ·(mean f² + mean f_t²),   f_t = u_tt − (g_t + g_u·u_t + g_{u_s}·u_st)
 *
 * f_t needs no second network: g with its tangent along t, given the tangents of its inputs, yields the bracket.
 */
import { Adam, adamRestart, adamStep } from './adam';
import { DataSet, gatherInputs, gatherTargets, paddedRows } from './data-set';
import {
  denseBiasGradient,
  denseForward,
  denseInputGradient,
  denseWeightGradient,
  renewTransposed,
} from './dense';
import { assembleDynamicsInputs, residualLoss, spreadDynamicsGradient } from './dynamics';
import { InputDerivatives, inputDerivatives, inputDerivativesBackward } from './input-derivatives';
import { addRows } from './column-sums';
import { maskedLoss } from './masked-loss';
import { ROW_BYTES, panelsOf } from './panel';
import { Perceptron, perceptronForward, perceptronRenew } from './perceptron';
import { tanhBackwardTangent, tanhForwardOfTime } from './tangent-activations';
import { tangentBackward, tangentForward, tangentLayerBackward, tangentUpperForward } from './tangent-perceptron';

@unmanaged
export class Deephpm {
  data: DataSet;
  adam: Adam;
  u: Perceptron;
  g: Perceptron;
  chain: InputDerivatives;
  targets: usize;
  mask: usize;
  /** Stacked gradient of the inputs of g that depend on u. */
  dDynamics: usize;
  /** λ. */
  physicsWeight: f64;
  /** Written by a step: the terms of the loss. */
  dataLoss: f64;
  residualLoss: f64;
  residualTangentLoss: f64;
}

/** One step over the first `count` row indices. */
export function deephpmTrain(plan: Deephpm, count: i32): void {
  const rows = paddedRows(count);
  forward(plan, count, rows);
  losses(plan, count, rows);
  const chain = plan.chain;
  const u = plan.u;
  const dependent = chain.outputs * u.layer0.inputs;
  tangentBackward(plan.g, rows, plan.dDynamics, dependent);
  spreadDynamicsGradient(u, chain, plan.dDynamics, rows);
  inputDerivativesBackward(chain, u, rows);
  solutionBackward(u, chain, rows);
  adamStep(plan.adam);
  renew(plan);
}

function forward(plan: Deephpm, count: i32, rows: i32): void {
  const u = plan.u;
  gatherInputs(plan.data, count, u.x, u.panelBytes);
  gatherTargets(plan.data, count, plan.targets, plan.mask, u.panelBytes);
  const first = u.layer0;
  denseForward(first, u.x, u.h1, u.panelBytes, rows);
  const timeWeights = first.weight + (first.inputs - 1) * ROW_BYTES;
  tanhForwardOfTime(u.h1, u.panelBytes, rows, panelsOf(first.outputs), timeWeights, first.weightPanelBytes);
  tangentUpperForward(u, rows);
  denseForward(u.layer3, u.h3, u.u, u.panelBytes, rows);
  inputDerivatives(plan.chain, u, rows);
  assembleDynamicsInputs(u, plan.g, plan.chain, rows);
  tangentForward(plan.g, rows);
}

function losses(plan: Deephpm, count: i32, rows: i32): void {
  const u = plan.u;
  const features = u.layer0.inputs - 1;
  plan.dataLoss = maskedLoss(u.u, plan.targets, plan.mask, u.du, u.panelBytes, rows, plan.data.outputs);
  plan.residualLoss = residualLoss(plan.g, plan.chain, 0, count, rows, features, plan.physicsWeight);
  plan.residualTangentLoss = residualLoss(plan.g, plan.chain, 1, count, rows, features, plan.physicsWeight);
}

/** Back through u and its tangents, onto what the input derivatives left in the gradients of weights and activations. */
function solutionBackward(u: Perceptron, chain: InputDerivatives, rows: i32): void {
  const bytes = u.panelBytes;
  denseWeightGradient(u.layer3, u.h3, u.du, bytes, rows, true);
  denseBiasGradient(u.layer3, u.du, bytes, rows);
  denseInputGradient(u.layer3, u.du, chain.dh3, bytes, rows, u.layer3.inputs, true);
  tanhBackwardTangent(chain.dh3, u.h3, bytes, rows, panelsOf(u.layer3.inputs));
  tangentLayerBackward(u.layer2, u.h2, chain.dh3, chain.dh2, bytes, rows, true);
  tangentLayerBackward(u.layer1, u.h1, chain.dh2, chain.dh1, bytes, rows, true);
  denseWeightGradient(u.layer0, u.x, chain.dh1, bytes, rows, true);
  denseBiasGradient(u.layer0, chain.dh1, bytes, rows);
  timeWeightGradient(u, chain.dh1 + rows * ROW_BYTES, rows);
}

/** The tangent of x is 1 for t and 0 else: the weights of t get the sum of dz' of the first layer. */
function timeWeightGradient(u: Perceptron, dz: usize, rows: i32): void {
  const layer = u.layer0;
  let gradient = layer.weight + layer.gradientOffset + (layer.inputs - 1) * ROW_BYTES;
  for (let panel = 0; panel < panelsOf(layer.outputs); panel++) {
    addRows(dz, rows, gradient, true);
    dz += u.panelBytes;
    gradient += layer.weightPanelBytes;
  }
}

/** Leaves the predictions of the first `count` row indices in `u.u`. */
export function deephpmPredict(plan: Deephpm, count: i32): void {
  gatherInputs(plan.data, count, plan.u.x, plan.u.panelBytes);
  perceptronForward(plan.u, paddedRows(count));
}

/** After weights were written: a new optimisation starts from them. */
export function deephpmRestart(plan: Deephpm): void {
  adamRestart(plan.adam);
  renew(plan);
}

function renew(plan: Deephpm): void {
  renewTransposed(plan.u.layer0);
  perceptronRenew(plan.u);
  renewTransposed(plan.g.layer0);
  perceptronRenew(plan.g);
}
