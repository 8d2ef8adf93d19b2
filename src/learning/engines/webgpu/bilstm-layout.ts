/**
 * The BiLSTM's numbers on the GPU. A quad holds the four gates i, f, g, o of one hidden unit, so that a thread that has summed
 * them has all that the unit's cell needs. Hidden units are rounded up to 16, beyond 64 to 64; what is past stays zero.
 * Of each direction: W_x [inputs, units], W_h [units, units], b [units]; then the output layer [2 · units, 1] and its bias.
 */
import type { NetworkPlan } from '../engine.ts';
import { vectorTensor } from './dense-parameters.ts';
import { type ParameterLayout, type PlacedTensor, countQuads, quadsOf } from './parameter-layout.ts';

/** Rows that a workgroup works on at once, and the parts that a sum over hidden units is shared out to. */
export const rowsAtOnce = 4;
export const parts = 4;
const mostLanes = 64;
/** More workgroups a direction than this sum up fewer rows each than they are worth. */
const mostShards = 16;

export interface BilstmSizes {
  readonly inputQuads: number;
  /** Hidden units rounded up, and in quads. */
  readonly units: number;
  readonly unitQuads: number;
  /** Units that have a thread each; the others come in further blocks. */
  readonly lanes: number;
  readonly blocks: number;
  readonly threads: number;
  readonly window: number;
  /** Rows of a batch rounded up; workgroups that share them out in each direction. */
  readonly batchRows: number;
  readonly shards: number;
  /** Places in the weights: of one direction, from its start; of a direction; of the output layer. */
  readonly weightHidden: number;
  readonly bias: number;
  readonly directionQuads: number;
  readonly output: number;
  readonly outputBias: number;
  readonly weightQuads: number;
  /** Regions of a run's part of `work`: by direction [window, batch rows, …], then the gradients by shard, and losses. */
  readonly gates: number;
  readonly hidden: number;
  readonly cells: number;
  readonly directionWork: number;
  readonly gradients: number;
  readonly losses: number;
  readonly workQuads: number;
}

export function bilstmSizes(plan: NetworkPlan, mostBatchRows: number): BilstmSizes {
  const { choice, inputWidth } = plan;
  const { hidden, window } =
    choice.algorithm === 'bilstm'
      ? { hidden: choice.hyperparams.hidden_size, window: choice.hyperparams.window }
      : { hidden: 0, window: 0 };
  const units = hidden <= mostLanes ? 16 * Math.ceil(hidden / 16) : mostLanes * Math.ceil(hidden / mostLanes);
  const lanes = Math.min(units, mostLanes);
  const batchRows = rowsAtOnce * Math.ceil(mostBatchRows / rowsAtOnce);
  const sizes = {
    inputQuads: quadsOf(inputWidth),
    units,
    unitQuads: units / 4,
    lanes,
    blocks: units / lanes,
    threads: parts * lanes,
    window,
    batchRows,
    shards: Math.min(mostShards, batchRows / rowsAtOnce),
  };
  const weights = weightLayout(sizes.inputQuads, units);
  return { ...sizes, ...weights, ...workLayout({ ...sizes, ...weights }) };
}

function weightLayout(inputQuads: number, units: number) {
  const direction = countQuads();
  direction.take(4 * inputQuads * units);
  const weightHidden = direction.take(units * units);
  const bias = direction.take(units);
  const all = countQuads();
  all.take(2 * direction.count);
  const output = all.take(2 * units);
  const outputBias = all.take(1);
  return { weightHidden, bias, directionQuads: direction.count, output, outputBias, weightQuads: all.count };
}

function workLayout(sizes: {
  readonly window: number;
  readonly batchRows: number;
  readonly units: number;
  readonly shards: number;
  readonly weightQuads: number;
}) {
  const { window, batchRows, units, shards, weightQuads } = sizes;
  const direction = countQuads();
  const gates = direction.take(window * batchRows * units);
  const hidden = direction.take((window * batchRows * units) / 4);
  const cells = direction.take((window * batchRows * units) / 4);
  const all = countQuads();
  all.take(2 * direction.count);
  const gradients = all.take(shards * weightQuads);
  const losses = all.take(shards);
  return { gates, hidden, cells, directionWork: direction.count, gradients, losses, workQuads: all.count };
}

/** The copies hold W_h of both directions with its units exchanged. */
export function bilstmLayout(plan: NetworkPlan, sizes: BilstmSizes): ParameterLayout {
  const { units, weightHidden, bias, directionQuads, output, outputBias, weightQuads } = sizes;
  const hidden = plan.choice.algorithm === 'bilstm' ? plan.choice.hyperparams.hidden_size : 0;
  /** Gate column j of the model: gate ⌊j / hidden⌋ of unit j mod hidden. */
  const gateOf = (first: number, row: number, column: number): number =>
    4 * (first + row * units + (column % hidden)) + Math.floor(column / hidden);
  const direction = (name: string, index: number): PlacedTensor[] => {
    const first = index * directionQuads;
    const copies = index * units * units;
    return [
      {
        name: `${name}.weight_input`,
        shape: [plan.inputWidth, 4 * hidden],
        indexOf: (row, column) => gateOf(first, row, column),
      },
      {
        name: `${name}.weight_hidden`,
        shape: [hidden, 4 * hidden],
        indexOf: (row, column) => gateOf(first + weightHidden, row, column),
        copyOf: (row, column) => 4 * (copies + (column % hidden) * units + row) + Math.floor(column / hidden),
      },
      {
        name: `${name}.bias`,
        shape: [4 * hidden],
        indexOf: (row, column) => gateOf(first + bias, row, column),
      },
    ];
  };
  const outputWeight: PlacedTensor = {
    name: 'output.weight',
    shape: [2 * hidden, plan.outputWidth],
    indexOf: (row, column) => 4 * (output + Math.floor(row / hidden) * units + (row % hidden)) + column,
  };
  const tensors = [
    ...direction('forward', 0),
    ...direction('backward', 1),
    outputWeight,
    vectorTensor('output.bias', plan.outputWidth, outputBias),
  ];
  return { tensors, weightQuads, copyQuads: 2 * units * units };
}
