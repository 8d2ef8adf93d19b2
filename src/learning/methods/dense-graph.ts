/** A dense network as a part of the graph: standardised inputs → standardised predictions. */
import type { Weights } from '../engines/engine.ts';
import { followedBy, type GraphPart, startingAt } from '../onnx/graph-parts.ts';
import type { GraphNode } from '../onnx/onnx-messages.ts';
import { type DenseLayer, denseLayers } from './dense-network.ts';

/** u(s, t): [rows, I] → [rows, O] */
export function densePart(input: string, weights: Weights): GraphPart {
  const layers = denseLayers(weights, 'u');
  return layers.reduce(
    (part, layer, index) => followedBy(part, (from) => layerPart(from, layer, index === layers.length - 1)),
    startingAt(input),
  );
}

/** h = tanh(x·W + b), the last layer without tanh. */
function layerPart(input: string, layer: DenseLayer, isLast: boolean): GraphPart {
  const { name, inputs, outputs, weight, bias } = layer;
  const names = {
    weight: `${name}.weight`,
    bias: `${name}.bias`,
    sum: `${name}.sum`,
    output: `${name}.tanh`,
  };
  const product: GraphNode = {
    operator: 'Gemm',
    inputs: [input, names.weight, names.bias],
    outputs: [names.sum],
  };
  const activation: GraphNode = { operator: 'Tanh', inputs: [names.sum], outputs: [names.output] };
  return {
    nodes: isLast ? [product] : [product, activation],
    tensors: [
      { name: names.weight, shape: [inputs, outputs], values: weight },
      { name: names.bias, shape: [outputs], values: bias },
    ],
    output: isLast ? names.sum : names.output,
  };
}
