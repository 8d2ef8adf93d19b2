/** The BiLSTM as a part of the graph: standardised windows → standardised predictions. */
import type { Weights } from '../../engines/engine.ts';
import type { GraphPart } from '../../onnx/graph-parts.ts';
import type { GraphNode, GraphTensor } from '../../onnx/onnx-messages.ts';
import { weightNamed } from '../gradients.ts';
import { type LstmLayer, lstmLayer } from './lstm.ts';

/** [rows, W, I] → [rows, O]: the last state of each direction, side by side, through the linear layer. */
export function bilstmPart(input: string, weights: Weights): GraphPart {
  const directions = [lstmLayer(weights, 'forward'), lstmLayer(weights, 'backward')];
  const hidden = directions[0]?.hidden ?? 0;
  const bias = weightNamed(weights, 'output.bias');
  return {
    nodes: bilstmNodes(input, hidden),
    tensors: [
      ...directionTensors(directions, hidden),
      {
        name: 'output.weight',
        shape: [2 * hidden, bias.length],
        values: weightNamed(weights, 'output.weight'),
      },
      { name: 'output.bias', shape: [bias.length], values: bias },
    ],
    output: 'output.sum',
  };
}

/** LSTM takes [W, rows, I] and answers the last states as [2, rows, H]; its second direction starts at the newest cycle. */
const bilstmNodes = (input: string, hidden: number): readonly GraphNode[] => [
  { operator: 'Transpose', inputs: [input], outputs: ['cycle_first'], attributes: { perm: [1, 0, 2] } },
  {
    operator: 'LSTM',
    inputs: ['cycle_first', 'lstm.weight_input', 'lstm.weight_hidden', 'lstm.bias'],
    outputs: ['', 'last_states'],
    attributes: { hidden_size: hidden, direction: 'bidirectional' },
  },
  { operator: 'Transpose', inputs: ['last_states'], outputs: ['row_first'], attributes: { perm: [1, 0, 2] } },
  { operator: 'Flatten', inputs: ['row_first'], outputs: ['joined_states'], attributes: { axis: 1 } },
  { operator: 'Gemm', inputs: ['joined_states', 'output.weight', 'output.bias'], outputs: ['output.sum'] },
];

/** W [2, 4H, I], R [2, 4H, H] and B [2, 8H]: the bias of the input, and that of the state, which is 0 here. */
function directionTensors(directions: readonly LstmLayer[], hidden: number): readonly GraphTensor[] {
  const gates = 4 * hidden;
  const inputWidth = (directions[0]?.weightInput.length ?? 0) / gates;
  const biasOfState = new Float64Array(gates);
  const stacked = (valuesOf: (layer: LstmLayer) => readonly Float64Array[]): Float64Array =>
    concatenated(directions.flatMap(valuesOf));
  return [
    {
      name: 'lstm.weight_input',
      shape: [2, gates, inputWidth],
      values: stacked(({ weightInput }) => [gatesFirst(weightInput, hidden)]),
    },
    {
      name: 'lstm.weight_hidden',
      shape: [2, gates, hidden],
      values: stacked(({ weightHidden }) => [gatesFirst(weightHidden, hidden)]),
    },
    {
      name: 'lstm.bias',
      shape: [2, 2 * gates],
      values: stacked(({ bias }) => [gatesFirst(bias, hidden), biasOfState]),
    },
  ];
}

/** Our gates i, f, g, o in the slot that ONNX has for them: i, o, f, c (which is g). */
const gateOrder = [0, 3, 1, 2] as const;

/** [inputs, 4H] with the gates i, f, g, o → [4H, inputs] with the gates i, o, f, c. */
function gatesFirst(weight: Float64Array, hidden: number): Float64Array {
  const gates = 4 * hidden;
  const inputs = weight.length / gates;
  const turned = new Float64Array(weight.length);
  gateOrder.forEach((gate, slot) => {
    for (let unit = 0; unit < hidden; unit += 1) {
      const [from, to] = [gate * hidden + unit, (slot * hidden + unit) * inputs];
      for (let input = 0; input < inputs; input += 1) turned[to + input] = weight[input * gates + from] ?? 0;
    }
  });
  return turned;
}

function concatenated(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
