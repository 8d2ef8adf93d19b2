/**
 * The parameters of a network: one run of memory with every weight and bias, followed by runs of the same length with
 * the gradients and Adam's two moments. Each tensor of the model lies in it, padded with zeros to whole panels.
 */
import type { Weights } from '../engine.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { floatIndex, paddedTo8, panelCount, rowBytes, type MatrixLayout } from './panel.ts';
import type { RecordAddress } from './records.ts';

/** A matrix of parameters as it lies in memory: a weight has room for whole blocks of 8 rows, a bias is one row. */
export interface ParameterMatrix {
  readonly kind: 'weight' | 'bias';
  readonly rows: number;
  readonly columns: number;
}

export interface ParameterBlock {
  readonly layouts: readonly MatrixLayout[];
  readonly adam: RecordAddress<'Adam'>;
  /** From a parameter to its gradient, and the length of each of the four runs. */
  readonly bytes: number;
}

export function reserveParameters(memory: MemoryPlan, matrices: readonly ParameterMatrix[]): ParameterBlock {
  const sizes = matrices.map(({ kind, rows, columns }) => {
    const panelBytes = rowBytes * (kind === 'bias' ? rows : paddedTo8(rows));
    return { panelBytes, bytes: panelBytes * panelCount(columns) };
  });
  const bytes = sizes.reduce((sum, size) => sum + size.bytes, 0);
  const start = memory.reserve(4 * bytes);
  let address = start;
  const layouts = sizes.map((size) => {
    const matrix = { address, panelBytes: size.panelBytes };
    address += size.bytes;
    return matrix;
  });
  return {
    layouts,
    adam: memory.record('Adam', { parameters: start, bytes, beta1Power: 1, beta2Power: 1 }),
    bytes,
  };
}

/** Where a tensor of the model lies: its rows and columns may be in another order, or apart, in memory. */
export interface TensorLayout {
  readonly name: string;
  readonly shape: readonly number[];
  readonly matrix: MatrixLayout;
  readonly rowAt?: (row: number) => number;
  readonly columnAt?: (column: number) => number;
}

/** The same tensors in a run of memory that is so many runs further: gradients in 1, moments in 2 and 3. */
export function inRun(
  tensors: readonly TensorLayout[],
  runs: number,
  { bytes }: Pick<ParameterBlock, 'bytes'>,
): readonly TensorLayout[] {
  return tensors.map((tensor) => {
    const { address, panelBytes } = tensor.matrix;
    return { ...tensor, matrix: { address: address + runs * bytes, panelBytes } };
  });
}

export function writeTensors(floats: Float32Array, tensors: readonly TensorLayout[], weights: Weights): void {
  for (const tensor of tensors) {
    const given = weights.get(tensor.name);
    if (given?.values.length !== elementCount(tensor)) {
      throw new Error(
        `The weight ${tensor.name} [${tensor.shape.join(', ')}] is missing or has another size.`,
      );
    }
    eachElement(tensor, (element, index) => (floats[index] = given.values[element] ?? 0));
  }
}

export function readTensors(floats: Float32Array, tensors: readonly TensorLayout[]): Weights {
  return new Map(tensors.map((tensor) => [tensor.name, readTensor(floats, tensor)]));
}

function readTensor(floats: Float32Array, tensor: TensorLayout) {
  const values = new Float64Array(elementCount(tensor));
  eachElement(tensor, (element, index) => (values[element] = floats[index] ?? 0));
  return { shape: tensor.shape, values };
}

/** Every element of the row-major tensor with its index in memory; a tensor of one dimension is one row. */
function eachElement(tensor: TensorLayout, visit: (element: number, floatIndex: number) => void): void {
  const { matrix, rowAt = same, columnAt = same } = tensor;
  const columns = tensor.shape.at(-1) ?? 0;
  const rows = elementCount(tensor) / columns;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      visit(row * columns + column, floatIndex(matrix, rowAt(row), columnAt(column)));
    }
  }
}

function elementCount(tensor: TensorLayout): number {
  return tensor.shape.reduce((product, size) => product * size, 1);
}

function same(index: number): number {
  return index;
}
