/** The four dense layers of a perceptron in memory: places of their weights, and the records of the class Dense. */
import type { MemoryPlan } from './memory-plan.ts';
import { paddedTo8, panelCount, rowBytes, type PanelPlace } from './panel.ts';
import type { ParameterBlock, ParameterMatrix, TensorPlace } from './parameters.ts';

export interface PerceptronWidths {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
}

/** Inputs and outputs of each layer in turn. */
function layerWidths({ inputs, hidden, outputs }: PerceptronWidths): readonly (readonly [number, number])[] {
  return [
    [inputs, hidden],
    [hidden, hidden],
    [hidden, hidden],
    [hidden, outputs],
  ];
}

/** Weight and bias of each layer in turn. */
export function perceptronMatrices(widths: PerceptronWidths): readonly ParameterMatrix[] {
  return layerWidths(widths).flatMap(([rows, columns]) => [
    { kind: 'weight', rows, columns },
    { kind: 'bias', rows: 1, columns },
  ]);
}

/** Tensors `<network>.layer0.weight` … in the order of `perceptronMatrices`. */
export function perceptronTensors(
  network: string,
  widths: PerceptronWidths,
  places: readonly PanelPlace[],
): readonly TensorPlace[] {
  return layerWidths(widths).flatMap(([inputs, outputs], layer) => [
    { name: `${network}.layer${layer}.weight`, shape: [inputs, outputs], place: placeAt(places, 2 * layer) },
    { name: `${network}.layer${layer}.bias`, shape: [outputs], place: placeAt(places, 2 * layer + 1) },
  ]);
}

/** Addresses of the four records of the class Dense. */
export function reserveLayers(
  memory: MemoryPlan,
  widths: PerceptronWidths,
  places: readonly PanelPlace[],
  block: ParameterBlock,
): readonly number[] {
  return layerWidths(widths).map(([inputs, outputs], layer) =>
    reserveLayer(memory, inputs, outputs, placeAt(places, 2 * layer), placeAt(places, 2 * layer + 1), block),
  );
}

/** Address of one record of the class Dense, with room for its transposed weight. */
export function reserveLayer(
  memory: MemoryPlan,
  inputs: number,
  outputs: number,
  weight: PanelPlace,
  bias: PanelPlace,
  block: ParameterBlock,
): number {
  const transposedPanelBytes = rowBytes * paddedTo8(outputs);
  const transposed = memory.reserve(transposedPanelBytes * panelCount(inputs));
  const weightWords = [weight.address, weight.panelBytes, bias.address];
  return memory.record([inputs, outputs, ...weightWords, transposed, transposedPanelBytes, block.bytes]);
}

export function placeAt(places: readonly PanelPlace[], index: number): PanelPlace {
  const place = places[index];
  if (!place) throw new Error(`no place was reserved for matrix ${index}`);
  return place;
}
