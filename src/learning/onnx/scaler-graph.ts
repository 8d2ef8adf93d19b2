/**
 * The scaler as a part of the graph, in float32 throughout, because many runtimes have no float64. What float32 would
 * lose is the difference x − mean of large, close numbers; so the mean is given in two parts, mean = high + low, and
 *   z = ((x − high) − low) · (1 / deviation),
 * where x − high is exact for x near the mean (Sterbenz). As in scaler.ts, missing becomes 0, a column that never changed
 * in training is 0 (1 / deviation is given as 0), and z stays within ± the limit.
 */
import type { Scaler, Standardisation } from '../scaler.ts';
import type { GraphPart } from './graph-parts.ts';
import type { GraphNode } from './onnx-messages.ts';

/** [..., I] in physical units → [..., I] standardised. NaN and infinite are missing, as they are in a cell's columns. */
export function standardisePart(input: string, { inputs, inputLimit }: Scaler): GraphPart {
  const width = inputs.mean.length;
  const { high, low, inverse } = constantsOf(inputs);
  return {
    nodes: standardiseNodes(input),
    tensors: [
      { name: 'scaler.mean_high', shape: [width], values: high },
      { name: 'scaler.mean_low', shape: [width], values: low },
      { name: 'scaler.inverse_deviation', shape: [width], values: inverse },
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
  { operator: 'Sub', inputs: [input, 'scaler.mean_high'], outputs: ['near_mean'] },
  { operator: 'Sub', inputs: ['near_mean', 'scaler.mean_low'], outputs: ['centred'] },
  { operator: 'Mul', inputs: ['centred', 'scaler.inverse_deviation'], outputs: ['scaled'] },
  { operator: 'Where', inputs: ['is_missing', 'scaler.missing', 'scaled'], outputs: ['known'] },
  {
    operator: 'Clip',
    inputs: ['known', 'scaler.lower_limit', 'scaler.upper_limit'],
    outputs: ['standardised'],
  },
];

const largestFloat32 = (2 - 2 ** -23) * 2 ** 127;

/** Each [I]. The constants of a column without deviation are 0, so that any value of it becomes 0. */
function constantsOf({ mean, deviation }: Standardisation) {
  const changes = (column: number): boolean => (deviation[column] ?? 0) !== 0;
  return {
    high: mean.map((value, column) => (changes(column) ? Math.fround(value) : 0)),
    low: mean.map((value, column) => (changes(column) ? value - Math.fround(value) : 0)),
    inverse: deviation.map((value, column) => (changes(column) ? Math.min(1 / value, largestFloat32) : 0)),
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
      ...targets.map((target, place) => ({
        name: column(target),
        shape: [],
        values: BigInt64Array.of(BigInt(place)),
      })),
    ],
  };
}
