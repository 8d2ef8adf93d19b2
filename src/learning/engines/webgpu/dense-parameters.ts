/** A perceptron of three tanh layers in quads: each weight as it is and transposed, because the way back reads it so. */
import { type PlacedTensor, type QuadCounter, type QuadMatrix, quadsOf } from './parameter-layout.ts';

export interface DenseLayerPlace {
  readonly weight: QuadMatrix & { readonly copy: number };
  readonly bias: number;
  /** Widths in quads. */
  readonly inputQuads: number;
  readonly outputQuads: number;
}

export interface DenseLayout {
  readonly layers: readonly DenseLayerPlace[];
  readonly tensors: readonly PlacedTensor[];
}

/** `widths`: inputs, hidden …, outputs. */
export interface DenseShape {
  readonly name: string;
  readonly widths: readonly number[];
  /** Where row i of the first weight stands, if not in row i, and how many quads of input that makes. */
  readonly firstRows?: { readonly rowOf: (row: number) => number; readonly quads: number };
}

export function layOutDense(shape: DenseShape, weights: QuadCounter, copies: QuadCounter): DenseLayout {
  const layers: DenseLayerPlace[] = [];
  const tensors: PlacedTensor[] = [];
  shape.widths.slice(1).forEach((outputs, index) => {
    const inputs = shape.widths[index] ?? 0;
    const first = index === 0 ? shape.firstRows : undefined;
    const layer = layOutLayer(first?.quads ?? quadsOf(inputs), quadsOf(outputs), weights, copies);
    layers.push(layer);
    const name = `${shape.name}.layer${index}`;
    tensors.push(weightTensor(`${name}.weight`, [inputs, outputs], layer, first?.rowOf));
    tensors.push(vectorTensor(`${name}.bias`, outputs, layer.bias));
  });
  return { layers, tensors };
}

function layOutLayer(
  inputQuads: number,
  outputQuads: number,
  weights: QuadCounter,
  copies: QuadCounter,
): DenseLayerPlace {
  const quads = 4 * inputQuads * outputQuads;
  const weight = {
    first: weights.take(quads),
    rows: 4 * inputQuads,
    rowQuads: outputQuads,
    copy: copies.take(quads),
  };
  return { weight, bias: weights.take(outputQuads), inputQuads, outputQuads };
}

function weightTensor(
  name: string,
  shape: readonly number[],
  { weight, inputQuads, outputQuads }: DenseLayerPlace,
  rowOf: (row: number) => number = (row) => row,
): PlacedTensor {
  return {
    name,
    shape,
    indexOf: (row, column) => 4 * (weight.first + rowOf(row) * outputQuads) + column,
    copyOf: (row, column) => 4 * (weight.copy + column * inputQuads) + rowOf(row),
  };
}

export const vectorTensor = (name: string, width: number, first: number): PlacedTensor => ({
  name,
  shape: [width],
  indexOf: (_, column) => 4 * first + column,
});
