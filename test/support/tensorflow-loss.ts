/**
 * The losses of the three algorithms written a second time, with tfjs operations, so that its automatic differentiation
 * yields gradients nobody here derived by hand. Shapes: B rows of a batch, I inputs (the last one t), O targets,
 * W window, H hidden width. Everything is float32, as tfjs computes.
 */
import * as tensorflow from '@tensorflow/tfjs';
import type { NetworkPlan, PreparedRows, Weights } from '../../src/learning/engines/engine.ts';

type Tensor = tensorflow.Tensor;
export type NamedTensors = Readonly<Record<string, Tensor>>;

/** Rows of a batch as tensors: `inputs` [B, I], or [W, B, I] oldest first for the BiLSTM; `targets`, `mask` [B, O]. */
export interface TensorBatch {
  readonly inputs: Tensor;
  readonly targets: Tensor;
  readonly mask: Tensor;
}

/** The weights as float32 tensors by name; the caller disposes of them. */
export function tensorsOf(weights: Weights): Record<string, Tensor> {
  const named = [...weights].map(([name, { shape, values }]) => {
    return [name, tensorflow.tensor(Float32Array.from(values), [...shape])] as const;
  });
  return Object.fromEntries(named);
}

export function gatherBatch(plan: NetworkPlan, rows: PreparedRows, rowIndices: Int32Array): TensorBatch {
  const indices = [...rowIndices];
  const rowsOf = (source: Float64Array, width: number, chosen: readonly number[]): number[] =>
    chosen.flatMap((row) => [...source.subarray(row * width, (row + 1) * width)]);
  const steps = windowRows(plan, rows, indices);
  const inputs = rowsOf(rows.inputs, plan.inputWidth, steps.flat());
  const batchShape: [number, number] = [indices.length, plan.outputWidth];
  return {
    inputs:
      plan.choice.algorithm === 'bilstm'
        ? tensorflow.tensor3d(inputs, [steps.length, indices.length, plan.inputWidth])
        : tensorflow.tensor2d(inputs, [indices.length, plan.inputWidth]),
    targets: tensorflow.tensor2d(rowsOf(rows.targets, plan.outputWidth, indices), batchShape),
    mask: tensorflow.tensor2d(rowsOf(rows.mask, plan.outputWidth, indices), batchShape),
  };
}

/** For each step of the window, oldest first, the row that every row of the batch reads there. */
function windowRows(plan: NetworkPlan, rows: PreparedRows, indices: readonly number[]): number[][] {
  if (plan.choice.algorithm !== 'bilstm') return [[...indices]];
  const { window } = plan.choice.hyperparams;
  return Array.from({ length: window }, (_, step) =>
    indices.map((row) => Math.max(row - (window - 1 - step), rows.cellStart[row] ?? 0)),
  );
}

/** The loss terms by name and their weighted sum `total`, each a scalar tensor. */
export function tensorflowLoss(
  plan: NetworkPlan,
  weights: NamedTensors,
  batch: TensorBatch,
): Record<string, Tensor> {
  switch (plan.choice.algorithm) {
    case 'baseline':
      return dataLossOnly(perceptron(weights, 'u', batch.inputs, tensorflow.tanh), batch);
    case 'bilstm':
      return dataLossOnly(bidirectionalLstm(weights, batch.inputs), batch);
    case 'deephpm':
      return hiddenPhysicsLoss(weights, batch, plan.choice.hyperparams.physics_weight);
  }
}

function dataLossOnly(prediction: Tensor, batch: TensorBatch): Record<string, Tensor> {
  const data = maskedMeanSquaredError(prediction, batch);
  return { data_loss: data, total: data };
}

function maskedMeanSquaredError(prediction: Tensor, { targets, mask }: TensorBatch): Tensor {
  return prediction.sub(targets).square().mul(mask).sum().div(mask.sum().maximum(1));
}

function perceptron(
  weights: NamedTensors,
  network: 'u' | 'g',
  inputs: Tensor,
  activation: (x: Tensor) => Tensor,
): Tensor {
  return [0, 1, 2, 3].reduce((layerInput, layer) => {
    const weight = named(weights, `${network}.layer${layer}.weight`);
    const sum = layerInput.matMul(weight).add(named(weights, `${network}.layer${layer}.bias`));
    return layer < 3 ? activation(sum) : sum;
  }, inputs);
}

/** Gates in the order i, f, g, o. The last state of either direction, forward first, goes into the output layer. */
function bidirectionalLstm(weights: NamedTensors, windows: Tensor): Tensor {
  const steps = tensorflow.unstack(windows);
  const last = [lastState(weights, 'forward', steps), lastState(weights, 'backward', [...steps].reverse())];
  return tensorflow
    .concat(last, 1)
    .matMul(named(weights, 'output.weight'))
    .add(named(weights, 'output.bias'));
}

function lastState(weights: NamedTensors, direction: string, steps: readonly Tensor[]): Tensor {
  const weightHidden = named(weights, `${direction}.weight_hidden`);
  const [hiddenWidth = 0] = weightHidden.shape;
  const [batchSize = 0] = steps[0]?.shape ?? [];
  let hidden: Tensor = tensorflow.zeros([batchSize, hiddenWidth]);
  let cell: Tensor = hidden;
  for (const step of steps) {
    const sum = step
      .matMul(named(weights, `${direction}.weight_input`))
      .add(hidden.matMul(weightHidden))
      .add(named(weights, `${direction}.bias`));
    const [i, f, g, o] = tensorflow.split(sum, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
    cell = f.sigmoid().mul(cell).add(i.sigmoid().mul(g.tanh()));
    hidden = o.sigmoid().mul(cell.tanh());
  }
  return hidden;
}

/**
 * DeepHPM: every derivative by nested automatic differentiation, of a sum over the batch since rows do not mix.
 * f_t is the derivative of the whole of f with respect to t, through u and u_s as well.
 */
function hiddenPhysicsLoss(
  weights: NamedTensors,
  batch: TensorBatch,
  physicsWeight: number,
): Record<string, Tensor> {
  const [batchSize = 0, outputWidth = 0] = batch.targets.shape;
  const features = batch.inputs.shape[1]! - 1;
  const columns = (x: Tensor, start: number, width: number): Tensor => x.slice([0, start], [-1, width]);
  const inputGradients = (f: (x: Tensor) => Tensor, x: Tensor): Tensor[] =>
    Array.from({ length: outputWidth }, (_, k) =>
      tensorflow
        .grad((point) => columns(f(point), k, 1).sum())(x)
        .reshape([batchSize, features + 1]),
    );
  const u = (x: Tensor): Tensor => perceptron(weights, 'u', x, smoothTanh);
  const f = (x: Tensor): Tensor => {
    const gradients = inputGradients(u, x);
    const timeDerivative = gradients.map((gradient) => columns(gradient, features, 1));
    const featureDerivatives = gradients.map((gradient) => columns(gradient, 0, features));
    const state = [columns(x, features, 1), columns(x, 0, features), u(x), ...featureDerivatives];
    const g = perceptron(weights, 'g', tensorflow.concat(state, 1), smoothTanh);
    return tensorflow.concat(timeDerivative, 1).sub(g);
  };
  const residualTimeDerivatives = inputGradients(f, batch.inputs).map((gradient) =>
    columns(gradient, features, 1),
  );
  const data = maskedMeanSquaredError(u(batch.inputs), batch);
  const physicsF = f(batch.inputs).square().mean();
  const physicsFT = tensorflow.concat(residualTimeDerivatives, 1).square().mean();
  return {
    data_loss: data,
    physics_f_loss: physicsF,
    physics_f_t_loss: physicsFT,
    total: data.add(physicsF.add(physicsFT).mul(physicsWeight)),
  };
}

/**
 * tanh that can be differentiated more than once. tfjs loses the derivative of any gradient that reads the operation's
 * saved output, which its own tanh does; this one saves its input and computes the output anew.
 */
function smoothTanh(x: Tensor): Tensor {
  const operation = tensorflow.customGrad((input, save) => {
    const point = input as Tensor;
    (save as (tensors: Tensor[]) => void)([point]);
    return {
      value: point.tanh(),
      gradFunc: (outputGradient: Tensor, saved: Tensor[]) =>
        outputGradient.mul(tensorflow.scalar(1).sub(smoothTanh(saved[0]!).square())),
    };
  });
  return operation(x);
}

function named(tensors: NamedTensors, name: string): Tensor {
  const tensor = tensors[name];
  if (tensor === undefined) throw new Error(`there is no weight named ${name}`);
  return tensor;
}
