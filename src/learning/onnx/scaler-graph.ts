/**
 * The scaler as a part of the graph, z = (x − mean) / deviation. It takes float64, as scaler.ts does: some features vary
 * by a ten-thousandth of their mean, which float32 cannot hold. What follows is float32. As in scaler.ts, missing
 * becomes 0, a column that never changed in training is 0 (1 / deviation is given as 0), and z stays within ± the limit.
 */
import type { Scaler, Standardisation } from '../data/scaler.ts';
import type { GraphPart } from './graph-parts.ts';
import { elementType, type GraphNode } from './onnx-messages.ts';

/** [..., I] float64 in physical units → [..., I] float32, standardised. NaN and infinite are missing, as they are in a cell's columns. */
export function standardisePart(input: string, { inputs, inputLimit }: Scaler): GraphPart {
  const width = inputs.mean.length;
  const { mean, inverse } = constantsOf(inputs);
  return {
    nodes: standardiseNodes(input),
    tensors: [
      { name: 'scaler.mean', shape: [width], values: mean, type: 'float64' },
      { name: 'scaler.inverse_deviation', shape: [width], values: inverse, type: 'float64' },
      { name: 'scaler.missing', shape: [], values: [0] },
      { name: 'scaler.lower_limit', shape: [], values: [-inputLimit] },
      { name: 'scaler.upper_limit', shape: [], values: [inputLimit] },
    ],
    output: 'standardised',
  };
}

const standardiseNodes = (input: string): readonly GraphNode[] => [
  { operator: 'IsNaN', inputs: [input], outputs: ['is_nan'] },
  { operator: 'IsInf', inputs: [input], outputs: ['is_infinite'] },
  { operator: 'Or', inputs: ['is_nan', 'is_infinite'], outputs: ['is_missing'] },
  { operator: 'Sub', inputs: [input, 'scaler.mean'], outputs: ['centred'] },
  { operator: 'Mul', inputs: ['centred', 'scaler.inverse_deviation'], outputs: ['scaled'] },
  { operator: 'Cast', inputs: ['scaled'], outputs: ['narrowed'], attributes: { to: elementType.float32 } },
  { operator: 'Where', inputs: ['is_missing', 'scaler.missing', 'narrowed'], outputs: ['known'] },
  {
    operator: 'Clip',
    inputs: ['known', 'scaler.lower_limit', 'scaler.upper_limit'],
    outputs: ['standardised'],
  },
];

/** Each [I]. The constants of a column without deviation are 0, so that any value of it becomes 0. */
function constantsOf({ mean, deviation }: Standardisation) {
  const changes = (column: number): boolean => (deviation[column] ?? 0) !== 0;
  return {
    mean: mean.map((value, column) => (changes(column) ? value : 0)),
    inverse: deviation.map((value, column) => (changes(column) ? 1 / value : 0)),
  };
}

/** Standardised predictions [rows, O] → one [rows] for each target, in physical units. */
export function restoreTargetsPart(
  input: string,
  targets: readonly string[],
  { mean, deviation }: Standardisation,
): Omit<GraphPart, 'output'> {
  const column = (target: string): string => `scaler.column_of_${target}`;
  return {
    nodes: [
      { operator: 'Mul', inputs: [input, 'scaler.target_deviation'], outputs: ['spread'] },
      { operator: 'Add', inputs: ['spread', 'scaler.target_mean'], outputs: ['restored'] },
      ...targets.map((target) => ({
        operator: 'Gather',
        inputs: ['restored', column(target)],
        outputs: [target],
        attributes: { axis: 1 },
      })),
    ],
    tensors: [
      { name: 'scaler.target_deviation', shape: [mean.length], values: deviation },
      { name: 'scaler.target_mean', shape: [mean.length], values: mean },
      ...targets.map((target, index) => ({
        name: column(target),
        shape: [],
        values: [index],
        type: 'int64' as const,
      })),
    ],
  };
}
