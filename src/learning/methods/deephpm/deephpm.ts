/**
 * DeepHPM: Raissi, "Deep hidden physics models", JMLR 19 (2018); for batteries Wen and others, "Physics-informed neural
 * networks for prognostics and health management of lithium-ion batteries", IEEE T-IV (2023), doi
 * 10.1109/TIV.2023.3315548. A network u(s, t) for SoH and RUL, and a network g that learns the dynamics:
 *   f = u_t - g(t, s, u, u_s),  f_t = df/dt at fixed s = u_tt - (g_t + g_u·u_t + g_{u_s}·u_{st})
 *   L = MSE(u, y) + physics_weight · (mean f² + mean f_t²)
 * Derivatives are exact, taken through the network with respect to the standardised inputs x = (s, t), t last.
 * Letters: B rows, S features, I = S + 1 inputs, O targets; means are over B·O values, labels known or not.
 */
import type { HyperparamsOf } from '../../../shared/contract/hyperparams.ts';
import { maskedMeanSquaredError } from '../../losses/masked-mean-squared-error.ts';
import type { Weights } from '../../engines/engine.ts';
import type { Batch } from '../batch.ts';
import { densePart } from '../dense-graph.ts';
import { denseLayers, denseWeights, predictDense } from '../dense-network.ts';
import {
  assembleDynamicsInput,
  dynamicsInputWidth,
  type DynamicsSlopes,
  splitDynamicsSlopes,
} from './dynamics-input.ts';
import { createGradients, type Gradients, type LossAndGradients } from '../gradients.ts';
import { backwardInputDerivatives, createHiddenSlopes, inputDerivatives } from './input-derivatives.ts';
import { addInto } from '../matrix.ts';
import type { Method } from '../method.ts';
import { backwardTangent, forwardTangent } from './tangent-network.ts';

/** It predicts with u alone; g is needed in training. */
export const deephpm: Method<HyperparamsOf<'deephpm'>> = {
  weights: ({ inputWidth, hiddenWidth, outputWidth }) => [
    ...denseWeights('u', [inputWidth, hiddenWidth, outputWidth]),
    ...denseWeights('g', [dynamicsInputWidth(inputWidth, outputWidth), hiddenWidth, outputWidth]),
  ],
  lossAndGradients: ({ hyperparams }, weights, batch) =>
    deephpmLossAndGradients(weights, batch, hyperparams.physics_weight),
  predict: (_plan, weights, batch) => predictDense(weights, batch),
  onnx: (_plan, weights, input) => densePart(input, weights),
};

/** Loss of a batch, its terms (data_loss, physics_f_loss, physics_f_t_loss) and the gradient of every weight. */
function deephpmLossAndGradients(weights: Weights, batch: Batch, physicsWeight: number): LossAndGradients {
  const pass = forwardDeephpm(weights, batch);
  const data = maskedMeanSquaredError(pass.u, batch.targets, batch.mask);
  const f = pass.uTangent.map((slope, at) => slope - (pass.g[at] ?? 0));
  const fTangent = pass.uSecondTangent.map((slope, at) => slope - (pass.gTangent[at] ?? 0));
  const [physicsLoss, physicsTangentLoss] = [meanSquare(f), meanSquare(fTangent)];
  const gradients = createGradients(weights);
  const scale = (2 * physicsWeight) / f.length;
  backwardDeephpm(pass, batch, gradients, {
    u: data.gradient,
    f: f.map((value) => scale * value),
    fTangent: fTangent.map((value) => scale * value),
  });
  const terms = { data_loss: data.loss, physics_f_loss: physicsLoss, physics_f_t_loss: physicsTangentLoss };
  const total = data.loss + physicsWeight * (physicsLoss + physicsTangentLoss);
  return { loss: { total, terms }, gradients: gradients.toWeights() };
}

/** u, its derivatives and g: the whole forward pass, kept for the way back. */
export function forwardDeephpm(weights: Weights, batch: Batch) {
  const { rowCount, inputs } = batch;
  const solution = denseLayers(weights, 'u');
  const dynamics = denseLayers(weights, 'g');
  const solutionPass = forwardTangent(
    solution,
    inputs,
    alongTime(inputs.length / rowCount, rowCount),
    rowCount,
  );
  const u = solutionPass.states.at(-1) ?? inputs;
  const uTangent = solutionPass.tangents.at(-1) ?? inputs;
  const outputs = Array.from({ length: u.length / rowCount }, (_, k) =>
    inputDerivatives(solution, solutionPass, k),
  );
  const uSecondTangent = secondTimeDerivatives(
    outputs.map(({ slopeTangent }) => slopeTangent),
    rowCount,
  );
  const { values, tangents } = assembleDynamicsInput({ inputs, u, uTangent, outputs, rowCount });
  const dynamicsPass = forwardTangent(dynamics, values, tangents, rowCount);
  const g = dynamicsPass.states.at(-1) ?? inputs;
  const gTangent = dynamicsPass.tangents.at(-1) ?? inputs;
  return {
    solution,
    dynamics,
    solutionPass,
    dynamicsPass,
    outputs,
    u,
    uTangent,
    uSecondTangent,
    g,
    gTangent,
  };
}

/** ẋ = (0, …, 0, 1) in every row. */
const alongTime = (width: number, rowCount: number): Float64Array =>
  Float64Array.from({ length: rowCount * width }, (_, at) => Number(at % width === width - 1));

/** u_tt [B, O]: the last column of every u_xt^k. */
function secondTimeDerivatives(slopeTangents: readonly Float64Array[], rowCount: number): Float64Array {
  const outputs = slopeTangents.length;
  return Float64Array.from({ length: rowCount * outputs }, (_, at) => {
    const slopes = slopeTangents[at % outputs] ?? new Float64Array();
    const width = slopes.length / rowCount;
    return slopes[(Math.floor(at / outputs) + 1) * width - 1] ?? 0;
  });
}

interface LossSlopes {
  /** dL/du of the data term, dL/df and dL/df_t, each [B, O]. */
  readonly u: Float64Array;
  readonly f: Float64Array;
  readonly fTangent: Float64Array;
}

function backwardDeephpm(
  pass: ReturnType<typeof forwardDeephpm>,
  batch: Batch,
  gradients: Gradients,
  slopes: LossSlopes,
): void {
  const ofDynamics = {
    state: slopes.f.map((value) => -value),
    tangent: slopes.fTangent.map((value) => -value),
  };
  const ofInput = backwardTangent(pass.dynamics, pass.dynamicsPass, ofDynamics, gradients);
  const split = splitDynamicsSlopes(ofInput, batch.rowCount, pass.outputs.length);
  const hidden = createHiddenSlopes(pass.solutionPass);
  for (const derivatives of pass.outputs) {
    const ofDerivatives = slopesOfDerivatives(split, slopes.fTangent, derivatives.output);
    backwardInputDerivatives(pass.solution, pass.solutionPass, derivatives, ofDerivatives, gradients, hidden);
  }
  addInto(split.u, slopes.u);
  addInto(split.uTangent, slopes.f);
  const ofSolution = { state: split.u, tangent: split.uTangent };
  backwardTangent(pass.solution, pass.solutionPass, ofSolution, gradients, hidden);
}

/** dL/du_x^k and dL/du_xt^k [B, I]: what g took of them, and u_tt's own part in f_t. */
function slopesOfDerivatives(split: DynamicsSlopes, ofSecondTangent: Float64Array, output: number) {
  const state = split.slopes[output] ?? new Float64Array();
  const tangent = split.slopeTangents[output] ?? new Float64Array();
  const outputs = split.slopes.length;
  const rowCount = ofSecondTangent.length / outputs;
  const width = tangent.length / rowCount;
  for (let row = 0; row < rowCount; row++) {
    const at = (row + 1) * width - 1;
    tangent[at] = (tangent[at] ?? 0) + (ofSecondTangent[row * outputs + output] ?? 0);
  }
  return { state, tangent };
}

const meanSquare = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value * value, 0) / values.length;
