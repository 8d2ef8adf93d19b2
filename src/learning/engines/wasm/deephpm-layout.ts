/** Memory of DeepHPM: the records of src/kernels/deephpm.ts and input-derivatives.ts and what they point to. */
import type { NetworkPlan } from '../engine.ts';
import type { DataSetPlace } from './data-set.ts';
import { perceptronMatrices, perceptronTensors, type PerceptronWidths } from './dense-layers.ts';
import { offsetOfDoubles, type MemoryPlan } from './memory-plan.ts';
import type { LossTerm, NetworkLayout } from './network-layout.ts';
import { paddedTo4, panelCount, rowPanelBytes } from './panel.ts';
import { reserveParameters, type TensorPlace } from './parameters.ts';
import { reservePerceptron } from './perceptron-record.ts';

export function layOutDeephpm(memory: MemoryPlan, plan: NetworkPlan, data: DataSetPlace): NetworkLayout {
  const { batchRows } = data;
  const { u: solution, g: dynamics } = networkWidths(plan);
  const matrices = [...perceptronMatrices(solution), ...perceptronMatrices(dynamics)];
  const block = reserveParameters(memory, matrices);
  const [solutionPlaces, dynamicsPlaces] = [block.places.slice(0, 8), block.places.slice(8)];
  // Values and, below them, tangents.
  const stackedRows = 2 * paddedTo4(batchRows);
  const u = reservePerceptron(memory, solution, solutionPlaces, block, stackedRows);
  const g = reservePerceptron(memory, dynamics, dynamicsPlaces, block, stackedRows);
  const chain = reserveInputDerivatives(memory, solution, batchRows);
  const stacked = (columns: number) => memory.reserve(rowPanelBytes(stackedRows) * panelCount(columns));

  const networks = [u.record, g.record, chain];
  const dependentInputs = plan.outputWidth * plan.inputWidth;
  const rowMatrices = [plan.outputWidth, plan.outputWidth, dependentInputs].map(stacked);
  const words = [data.record, block.adam, ...networks, ...rowMatrices];
  const physicsWeight = physicsWeightOf(plan);
  const record = memory.record(words, [physicsWeight, 0, 0, 0]);
  return {
    tensors: [
      ...perceptronTensors('u', solution, solutionPlaces),
      ...dynamicsTensors(plan, perceptronTensors('g', dynamics, dynamicsPlaces)),
    ],
    parameters: block,
    data,
    record,
    predictions: u.outputs,
    terms: lossTerms(record + offsetOfDoubles(words.length) + 8, physicsWeight),
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

function lossTerms(address: number, physicsWeight: number): readonly LossTerm[] {
  return [
    { name: 'data_loss', address, weight: 1 },
    { name: 'physics_f_loss', address: address + 8, weight: physicsWeight },
    { name: 'physics_f_t_loss', address: address + 16, weight: physicsWeight },
  ];
}

/** The record of the class InputDerivatives: B rows for each output, then the same for the tangents. */
function reserveInputDerivatives(memory: MemoryPlan, widths: PerceptronWidths, batchRows: number): number {
  const rows = paddedTo4(batchRows);
  const panelBytes = rowPanelBytes(2 * widths.outputs * rows);
  const chainMatrix = (columns: number) => memory.reserve(panelBytes * panelCount(columns));
  const hidden = () => chainMatrix(widths.hidden);
  const stackedHidden = () => memory.reserve(rowPanelBytes(2 * rows) * panelCount(widths.hidden));
  const slopes = [chainMatrix(widths.inputs), chainMatrix(widths.inputs)];
  const chains = [hidden(), hidden(), hidden(), hidden(), hidden(), hidden(), hidden()];
  const activationGradients = [stackedHidden(), stackedHidden(), stackedHidden()];
  return memory.record([widths.outputs, panelBytes, ...slopes, ...chains, ...activationGradients]);
}

/** g's first weight: rows t, s, u, u_s in the model, and u, u_s, t, s in memory. */
function dynamicsTensors(plan: NetworkPlan, tensors: readonly TensorPlace[]): readonly TensorPlace[] {
  const known = plan.inputWidth;
  const dependent = plan.outputWidth * plan.inputWidth;
  const rowAt = (row: number) => (row < known ? row + dependent : row - known);
  return tensors.map((tensor) => (tensor.name === 'g.layer0.weight' ? { ...tensor, rowAt } : tensor));
}
