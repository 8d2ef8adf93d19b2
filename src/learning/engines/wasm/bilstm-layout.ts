/** Memory of the BiLSTM: the records of src/kernels/bilstm.ts and lstm.ts. */
import type { NetworkPlan } from '../engine.ts';
import type { DataSetPlace } from './data-set.ts';
import { placeAt, reserveLayer } from './dense-layers.ts';
import { offsetOfDoubles, type MemoryPlan } from './memory-plan.ts';
import type { StepKernels } from './kernels.ts';
import type { AlgorithmKernels, NetworkLayout } from './network-layout.ts';
import { paddedTo4, paddedTo8, panelCount, rowBytes, rowPanelBytes, type PanelPlace } from './panel.ts';
import {
  reserveParameters,
  type ParameterBlock,
  type ParameterMatrix,
  type TensorPlace,
} from './parameters.ts';

/** Some 0.2 ms of one thread. */
const leastMultiplicationsToHelp = 5_000_000;

interface LstmSizes {
  readonly inputs: number;
  /** H as the model has it, and rounded up to whole panels as memory has it. */
  readonly hidden: number;
  readonly paddedHidden: number;
  readonly steps: number;
  readonly batchRows: number;
}

export function layOutBilstm(memory: MemoryPlan, plan: NetworkPlan, data: DataSetPlace): NetworkLayout {
  const sizes = lstmSizes(plan, data.batchRows);
  const outputs = plan.outputWidth;
  const block = reserveParameters(memory, bilstmMatrices(sizes, outputs));
  const panelBytes = rowPanelBytes(data.batchRows);
  const rowMatrix = (columns: number) => memory.reserve(panelBytes * panelCount(columns));

  const [states, dStates] = [rowMatrix(2 * sizes.paddedHidden), rowMatrix(2 * sizes.paddedHidden)];
  const directions = reserveDirections(memory, sizes, block, states, dStates);
  const output = reserveOutput(memory, sizes, outputs, block);
  const u = rowMatrix(outputs);
  const [du, targets, mask] = [rowMatrix(outputs), rowMatrix(outputs), rowMatrix(outputs)];
  const helper = memory.record([0, 0, 0, 0, 0]);
  const networkWords = [...directions, output, panelBytes, states, dStates, u, du, targets, mask, helper];
  const words = [data.record, block.adam, ...networkWords];
  const record = memory.record(words, [0]);
  return {
    tensors: bilstmTensors(sizes, outputs, block.places),
    parameters: block,
    data,
    record,
    predictions: { address: u, panelBytes },
    terms: [{ name: 'data_loss', address: record + offsetOfDoubles(words.length), weight: 1 }],
    ...(paysToHelp(sizes) ? { helper: { isPresent: helper, serve: 'bilstmServe' } } : {}),
    kernels: bilstmKernels,
  };
}

function bilstmKernels(kernels: StepKernels): AlgorithmKernels {
  const { bilstmTrain, bilstmPredict, bilstmRestart, bilstmDismiss } = kernels;
  return { train: bilstmTrain, predict: bilstmPredict, restart: bilstmRestart, dismiss: bilstmDismiss };
}

/** Both records of the class Lstm, forward first; their last states and the gradients of them lie side by side. */
function reserveDirections(
  memory: MemoryPlan,
  sizes: LstmSizes,
  block: ParameterBlock,
  states: number,
  dStates: number,
): readonly number[] {
  return [0, 1].map((direction) => {
    const offset = direction * panelCount(sizes.hidden) * rowPanelBytes(sizes.batchRows);
    return reserveLstm(memory, sizes, block, direction, [states + offset, dStates + offset]);
  });
}

/** One direction's multiplications in a step must take several times what waking a thread takes, some 0.05 ms. */
function paysToHelp({ inputs, hidden, steps, batchRows }: LstmSizes): boolean {
  return 3 * steps * batchRows * (inputs + hidden) * 4 * hidden > leastMultiplicationsToHelp;
}

function lstmSizes({ choice, inputWidth }: NetworkPlan, batchRows: number): LstmSizes {
  if (choice.algorithm !== 'bilstm') throw new Error(`${choice.algorithm} is no BiLSTM`);
  const { hidden_size: hidden, window: steps } = choice.hyperparams;
  return { inputs: inputWidth, hidden, paddedHidden: paddedTo8(hidden), steps, batchRows };
}

/** Hidden and input weight one below the other, then the bias, of each direction; then the output layer. */
function bilstmMatrices({ inputs, paddedHidden }: LstmSizes, outputs: number): readonly ParameterMatrix[] {
  const direction: readonly ParameterMatrix[] = [
    { kind: 'weight', rows: paddedHidden + inputs, columns: 4 * paddedHidden },
    { kind: 'bias', rows: 1, columns: 4 * paddedHidden },
  ];
  return [
    ...direction,
    ...direction,
    { kind: 'weight', rows: 2 * paddedHidden, columns: outputs },
    { kind: 'bias', rows: 1, columns: outputs },
  ];
}

function reserveOutput(memory: MemoryPlan, sizes: LstmSizes, outputs: number, block: ParameterBlock): number {
  const [weight, bias] = [placeAt(block.places, 4), placeAt(block.places, 5)];
  return reserveLayer(memory, 2 * sizes.paddedHidden, outputs, weight, bias, block);
}

/** Address of the record of the class Lstm of one direction, given its part of the last states and of their gradient. */
function reserveLstm(
  memory: MemoryPlan,
  { inputs, paddedHidden, steps, batchRows }: LstmSizes,
  block: ParameterBlock,
  direction: number,
  lastAndGradient: readonly number[],
): number {
  const weight = placeAt(block.places, 2 * direction);
  const bias = placeAt(block.places, 2 * direction + 1);
  const units = panelCount(paddedHidden);
  const transposed = memory.reserve(4 * paddedHidden * rowBytes * units);
  // One step more than the window has: the cell states start with a step of zeros.
  const timePanelBytes = rowPanelBytes((steps + 1) * paddedTo4(batchRows));
  const timeMatrix = (panels: number) => memory.reserve(timePanelBytes * panels);
  const hx = timeMatrix(units + panelCount(inputs));
  const overTime = [timePanelBytes, hx, timeMatrix(4 * units), timeMatrix(units), timeMatrix(units)];
  const panelBytes = rowPanelBytes(batchRows);
  const weightWords = [weight.address, weight.panelBytes, bias.address, block.bytes, transposed];
  const dc = memory.reserve(panelBytes * units);
  const sizeWords = [inputs, paddedHidden, steps];
  return memory.record([...sizeWords, ...weightWords, ...overTime, panelBytes, ...lastAndGradient, dc]);
}

function bilstmTensors(
  sizes: LstmSizes,
  outputs: number,
  places: readonly PanelPlace[],
): readonly TensorPlace[] {
  const { hidden, paddedHidden } = sizes;
  // In the model the two states follow one another without the units that memory adds.
  const rowAt = (row: number) => (row < hidden ? row : paddedHidden + row - hidden);
  return [
    ...directionTensors('forward', sizes, placeAt(places, 0), placeAt(places, 1)),
    ...directionTensors('backward', sizes, placeAt(places, 2), placeAt(places, 3)),
    { name: 'output.weight', shape: [2 * hidden, outputs], place: placeAt(places, 4), rowAt },
    { name: 'output.bias', shape: [outputs], place: placeAt(places, 5) },
  ];
}

function directionTensors(
  direction: string,
  { inputs, hidden, paddedHidden }: LstmSizes,
  weight: PanelPlace,
  bias: PanelPlace,
): readonly TensorPlace[] {
  const columnAt = (column: number) => Math.floor(column / hidden) * paddedHidden + (column % hidden);
  const rowAt = (row: number) => paddedHidden + row;
  return [
    { name: `${direction}.weight_input`, shape: [inputs, 4 * hidden], place: weight, rowAt, columnAt },
    { name: `${direction}.weight_hidden`, shape: [hidden, 4 * hidden], place: weight, columnAt },
    { name: `${direction}.bias`, shape: [4 * hidden], place: bias, columnAt },
  ];
}
