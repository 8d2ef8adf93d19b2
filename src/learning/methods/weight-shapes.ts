/** Names and shapes of an algorithm's weights, in the order in which engines and model files keep them. */
import type { NetworkPlan } from '../engines/engine.ts';

/** A weight is [inputs, outputs], y = x·W + b. Letters: I inputs, O targets, H hidden width, S = I - 1 features. */
export function weightShapes(plan: NetworkPlan): ReadonlyMap<string, readonly number[]> {
  const { choice, inputWidth, outputWidth, hiddenWidth } = plan;
  switch (choice.algorithm) {
    case 'baseline':
      return new Map(denseShapes('u', inputWidth, hiddenWidth, outputWidth));
    case 'bilstm':
      return new Map(bilstmShapes(inputWidth, choice.hyperparams.hidden_size, outputWidth));
    case 'deephpm':
      return new Map([
        ...denseShapes('u', inputWidth, hiddenWidth, outputWidth),
        ...denseShapes('g', dynamicsInputWidth(inputWidth, outputWidth), hiddenWidth, outputWidth),
      ]);
  }
}

/** Width of g's input (t, s, u, u_s): 1 + S + O + O·S. */
export const dynamicsInputWidth = (inputWidth: number, outputWidth: number): number =>
  inputWidth + outputWidth + outputWidth * (inputWidth - 1);

type NamedShape = readonly [name: string, shape: readonly number[]];

function denseShapes(network: string, inputs: number, hidden: number, outputs: number): NamedShape[] {
  const widths = [inputs, hidden, hidden, hidden, outputs];
  return widths.slice(1).flatMap((width, layer): NamedShape[] => [
    [`${network}.layer${layer}.weight`, [widths[layer] ?? 0, width]],
    [`${network}.layer${layer}.bias`, [width]],
  ]);
}

function bilstmShapes(inputs: number, hidden: number, outputs: number): NamedShape[] {
  const direction = (name: string): NamedShape[] => [
    [`${name}.weight_input`, [inputs, 4 * hidden]],
    [`${name}.weight_hidden`, [hidden, 4 * hidden]],
    [`${name}.bias`, [4 * hidden]],
  ];
  return [
    ...direction('forward'),
    ...direction('backward'),
    ['output.weight', [2 * hidden, outputs]],
    ['output.bias', [outputs]],
  ];
}
