/** The four dense layers of a perceptron in memory: layouts of their weights, and the records of the class Dense. */
import type { MemoryPlan } from './memory-plan.ts';
import { paddedTo8, panelCount, rowBytes, type MatrixLayout } from './panel.ts';
import type { ParameterBlock, ParameterMatrix, TensorLayout } from './parameters.ts';
import type { RecordAddress, RecordValues } from './records.ts';

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
  layouts: readonly MatrixLayout[],
): readonly TensorLayout[] {
  return layerWidths(widths).flatMap(([inputs, outputs], layer) => [
    {
      name: `${network}.layer${layer}.weight`,
      shape: [inputs, outputs],
      matrix: layoutAt(layouts, 2 * layer),
    },
    { name: `${network}.layer${layer}.bias`, shape: [outputs], matrix: layoutAt(layouts, 2 * layer + 1) },
  ]);
}

/** The four layers, with room for what they need. */
export function reserveLayers(
  memory: MemoryPlan,
  widths: PerceptronWidths,
  layouts: readonly MatrixLayout[],
  block: ParameterBlock,
): Pick<RecordValues<'Perceptron'>, 'layer0' | 'layer1' | 'layer2' | 'layer3'> {
  const layerAt = (layer: number): RecordAddress<'Dense'> => {
    const [inputs = 0, outputs = 0] = layerWidths(widths)[layer] ?? [];
    const [weight, bias] = [layoutAt(layouts, 2 * layer), layoutAt(layouts, 2 * layer + 1)];
    return reserveLayer(memory, { inputs, outputs, weight, bias }, block);
  };
  return { layer0: layerAt(0), layer1: layerAt(1), layer2: layerAt(2), layer3: layerAt(3) };
}

export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weight: MatrixLayout;
  readonly bias: MatrixLayout;
}

/** One layer, with room for its transposed weight. */
export function reserveLayer(
  memory: MemoryPlan,
  { inputs, outputs, weight, bias }: Layer,
  block: ParameterBlock,
): RecordAddress<'Dense'> {
  const transposedPanelBytes = rowBytes * paddedTo8(outputs);
  return memory.record('Dense', {
    inputs,
    outputs,
    weight: weight.address,
    weightPanelBytes: weight.panelBytes,
    bias: bias.address,
    transposed: memory.reserve(transposedPanelBytes * panelCount(inputs)),
    transposedPanelBytes,
    gradientOffset: block.bytes,
  });
}

export function layoutAt(layouts: readonly MatrixLayout[], index: number): MatrixLayout {
  const matrix = layouts[index];
  if (!matrix) throw new Error(`nothing was reserved for matrix ${index}`);
  return matrix;
}
