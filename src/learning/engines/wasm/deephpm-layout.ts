/** Memory of DeepHPM: the records of src/kernels/deephpm.ts and input-derivatives.ts and what they point to. */
import type { NetworkPlan } from '../engine.ts';
import type { DataSetLayout } from './data-set.ts';
import { perceptronMatrices, perceptronTensors, type PerceptronWidths } from './dense-layers.ts';
import type { MemoryPlan } from './memory-plan.ts';
import type { LossTerm, NetworkLayout } from './network-layout.ts';
import { paddedTo4, panelCount, rowPanelBytes } from './panel.ts';
import { reserveParameters, type TensorLayout } from './parameters.ts';
import { reservePerceptron } from './perceptron-record.ts';
import { fieldAddress, type RecordAddress } from './records.ts';

export function layOutDeephpm(memory: MemoryPlan, plan: NetworkPlan, data: DataSetLayout): NetworkLayout {
  const { batchRows } = data;
  const { u: solution, g: dynamics } = networkWidths(plan);
  const matrices = [...perceptronMatrices(solution), ...perceptronMatrices(dynamics)];
  const block = reserveParameters(memory, matrices);
  const [solutionLayouts, dynamicsLayouts] = [block.layouts.slice(0, 8), block.layouts.slice(8)];
  // Values and, below them, tangents.
  const stackedRows = 2 * paddedTo4(batchRows);
  const u = reservePerceptron(memory, solution, solutionLayouts, block, stackedRows);
  const g = reservePerceptron(memory, dynamics, dynamicsLayouts, block, stackedRows);
  const chain = reserveInputDerivatives(memory, solution, batchRows);
  const stacked = (columns: number) => memory.reserve(rowPanelBytes(stackedRows) * panelCount(columns));

  const physicsWeight = physicsWeightOf(plan);
  const record = memory.record('Deephpm', {
    data: data.record,
    adam: block.adam,
    u: u.record,
    g: g.record,
    chain,
    targets: stacked(plan.outputWidth),
    mask: stacked(plan.outputWidth),
    dDynamics: stacked(plan.outputWidth * plan.inputWidth),
    physicsWeight,
  });
  return {
    tensors: [
      ...perceptronTensors('u', solution, solutionLayouts),
      ...dynamicsTensors(plan, perceptronTensors('g', dynamics, dynamicsLayouts)),
    ],
    parameters: block,
    data,
    record,
    predictions: u.outputs,
    terms: lossTerms(record, physicsWeight),
    kernels: ({ deephpmTrain, deephpmPredict, deephpmRestart }) => ({
      train: deephpmTrain,
      predict: deephpmPredict,
      restart: deephpmRestart,
    }),
  };
}

function networkWidths({ inputWidth, hiddenWidth, outputWidth }: NetworkPlan) {
  const sizes = { hidden: hiddenWidth, outputs: outputWidth };
  // t, s, u, u_s
  const dynamicsInputs = inputWidth + outputWidth * inputWidth;
  return { u: { inputs: inputWidth, ...sizes }, g: { inputs: dynamicsInputs, ...sizes } };
}

function physicsWeightOf({ choice }: NetworkPlan): number {
  if (choice.algorithm !== 'deephpm') throw new Error(`${choice.algorithm} is no DeepHPM`);
  return choice.hyperparams.physics_weight;
}

function lossTerms(record: RecordAddress<'Deephpm'>, physicsWeight: number): readonly LossTerm[] {
  const addressOf = (field: 'dataLoss' | 'residualLoss' | 'residualTangentLoss') =>
    fieldAddress('Deephpm', record, field);
  return [
    { name: 'data_loss', address: addressOf('dataLoss'), weight: 1 },
    { name: 'physics_f_loss', address: addressOf('residualLoss'), weight: physicsWeight },
    { name: 'physics_f_t_loss', address: addressOf('residualTangentLoss'), weight: physicsWeight },
  ];
}

/** Matrices of B rows for each output, then the same for the tangents; those of the activations as the network has them. */
function reserveInputDerivatives(
  memory: MemoryPlan,
  widths: PerceptronWidths,
  batchRows: number,
): RecordAddress<'InputDerivatives'> {
  const rows = paddedTo4(batchRows);
  const panelBytes = rowPanelBytes(2 * widths.outputs * rows);
  const chainMatrix = (columns: number) => memory.reserve(panelBytes * panelCount(columns));
  const hidden = () => chainMatrix(widths.hidden);
  const stackedHidden = () => memory.reserve(rowPanelBytes(2 * rows) * panelCount(widths.hidden));
  return memory.record('InputDerivatives', {
    outputs: widths.outputs,
    panelBytes,
    j: chainMatrix(widths.inputs),
    dj: chainMatrix(widths.inputs),
    delta1: hidden(),
    delta2: hidden(),
    delta3: hidden(),
    a1: hidden(),
    a2: hidden(),
    e1: hidden(),
    e2: hidden(),
    dh1: stackedHidden(),
    dh2: stackedHidden(),
    dh3: stackedHidden(),
  });
}

/** g's first weight: rows t, s, u, u_s in the model, and u, u_s, t, s in memory. */
function dynamicsTensors(plan: NetworkPlan, tensors: readonly TensorLayout[]): readonly TensorLayout[] {
  const known = plan.inputWidth;
  const dependent = plan.outputWidth * plan.inputWidth;
  const rowAt = (row: number) => (row < known ? row + dependent : row - known);
  return tensors.map((tensor) => (tensor.name === 'g.layer0.weight' ? { ...tensor, rowAt } : tensor));
}
