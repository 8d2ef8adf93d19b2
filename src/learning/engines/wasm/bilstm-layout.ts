/** Memory of the BiLSTM: the records of src/kernels/bilstm.ts and lstm.ts. */
import type { NetworkPlan } from '../engine.ts';
import type { DataSetLayout } from './data-set.ts';
import { layoutAt, reserveLayer } from './dense-layers.ts';
import type { MemoryPlan } from './memory-plan.ts';
import type { StepKernels } from './kernels.ts';
import type { AlgorithmKernels, NetworkLayout } from './network-layout.ts';
import { paddedTo4, paddedTo8, panelCount, rowBytes, rowPanelBytes, type MatrixLayout } from './panel.ts';
import {
  reserveParameters,
  type ParameterBlock,
  type ParameterMatrix,
  type TensorLayout,
} from './parameters.ts';
import { fieldAddress, type RecordAddress } from './records.ts';

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

export function layOutBilstm(memory: MemoryPlan, plan: NetworkPlan, data: DataSetLayout): NetworkLayout {
  const sizes = lstmSizes(plan, data.batchRows);
  const outputs = plan.outputWidth;
  const block = reserveParameters(memory, bilstmMatrices(sizes, outputs));
  const panelBytes = rowPanelBytes(data.batchRows);
  const rowMatrix = (columns: number) => memory.reserve(panelBytes * panelCount(columns));

  const [states, dStates] = [rowMatrix(2 * sizes.paddedHidden), rowMatrix(2 * sizes.paddedHidden)];
  const direction = (index: number) => {
    const offset = index * panelCount(sizes.hidden) * panelBytes;
    return reserveLstm(memory, sizes, block, { index, last: states + offset, dh: dStates + offset });
  };
  const u = rowMatrix(outputs);
  const helper = memory.record('Helper', { isPresent: 0, asked: 0, done: 0, task: 0, count: 0 });
  const record = memory.record('Bilstm', {
    data: data.record,
    adam: block.adam,
    forward: direction(0),
    backward: direction(1),
    output: reserveOutput(memory, sizes, outputs, block),
    panelBytes,
    states,
    dStates,
    u,
    du: rowMatrix(outputs),
    targets: rowMatrix(outputs),
    mask: rowMatrix(outputs),
    helper,
  });
  const isPresent = fieldAddress('Helper', helper, 'isPresent');
  return {
    tensors: bilstmTensors(sizes, outputs, block.layouts),
    parameters: block,
    data,
    record,
    predictions: { address: u, panelBytes },
    terms: [{ name: 'data_loss', address: fieldAddress('Bilstm', record, 'dataLoss'), weight: 1 }],
    ...(paysToHelp(sizes) ? { helper: { isPresent, serve: 'bilstmServe' } } : {}),
    kernels: bilstmKernels,
  };
}

function bilstmKernels(kernels: StepKernels): AlgorithmKernels {
  const { bilstmTrain, bilstmPredict, bilstmRestart, bilstmDismiss } = kernels;
  return { train: bilstmTrain, predict: bilstmPredict, restart: bilstmRestart, dismiss: bilstmDismiss };
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

function reserveOutput(memory: MemoryPlan, sizes: LstmSizes, outputs: number, block: ParameterBlock) {
  const [weight, bias] = [layoutAt(block.layouts, 4), layoutAt(block.layouts, 5)];
  return reserveLayer(memory, { inputs: 2 * sizes.paddedHidden, outputs, weight, bias }, block);
}

/** One direction: its part of the last states and of their gradient, which lie side by side with the other's. */
interface Direction {
  /** 0 forward, 1 backward. */
  readonly index: number;
  readonly last: number;
  readonly dh: number;
}

function reserveLstm(
  memory: MemoryPlan,
  { inputs, paddedHidden, steps, batchRows }: LstmSizes,
  block: ParameterBlock,
  { index, last, dh }: Direction,
): RecordAddress<'Lstm'> {
  const [weight, bias] = [layoutAt(block.layouts, 2 * index), layoutAt(block.layouts, 2 * index + 1)];
  const units = panelCount(paddedHidden);
  // One step more than the window has: the cell states start with a step of zeros.
  const timePanelBytes = rowPanelBytes((steps + 1) * paddedTo4(batchRows));
  const timeMatrix = (panels: number) => memory.reserve(timePanelBytes * panels);
  const panelBytes = rowPanelBytes(batchRows);
  return memory.record('Lstm', {
    inputs,
    hidden: paddedHidden,
    steps,
    weight: weight.address,
    weightPanelBytes: weight.panelBytes,
    bias: bias.address,
    gradientOffset: block.bytes,
    transposed: memory.reserve(4 * paddedHidden * rowBytes * units),
    timePanelBytes,
    hx: timeMatrix(units + panelCount(inputs)),
    gates: timeMatrix(4 * units),
    cells: timeMatrix(units),
    tanhCells: timeMatrix(units),
    panelBytes,
    last,
    dh,
    dc: memory.reserve(panelBytes * units),
  });
}

function bilstmTensors(
  sizes: LstmSizes,
  outputs: number,
  layouts: readonly MatrixLayout[],
): readonly TensorLayout[] {
  const { hidden, paddedHidden } = sizes;
  // In the model the two states follow one another without the units that memory adds.
  const rowAt = (row: number) => (row < hidden ? row : paddedHidden + row - hidden);
  return [
    ...directionTensors('forward', sizes, layoutAt(layouts, 0), layoutAt(layouts, 1)),
    ...directionTensors('backward', sizes, layoutAt(layouts, 2), layoutAt(layouts, 3)),
    { name: 'output.weight', shape: [2 * hidden, outputs], matrix: layoutAt(layouts, 4), rowAt },
    { name: 'output.bias', shape: [outputs], matrix: layoutAt(layouts, 5) },
  ];
}

function directionTensors(
  direction: string,
  { inputs, hidden, paddedHidden }: LstmSizes,
  weight: MatrixLayout,
  bias: MatrixLayout,
): readonly TensorLayout[] {
  const columnAt = (column: number) => Math.floor(column / hidden) * paddedHidden + (column % hidden);
  const rowAt = (row: number) => paddedHidden + row;
  return [
    { name: `${direction}.weight_input`, shape: [inputs, 4 * hidden], matrix: weight, rowAt, columnAt },
    { name: `${direction}.weight_hidden`, shape: [hidden, 4 * hidden], matrix: weight, columnAt },
    { name: `${direction}.bias`, shape: [4 * hidden], matrix: bias, columnAt },
  ];
}
