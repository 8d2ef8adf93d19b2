/** What an ONNX file says of itself, so that it can be used by somebody who has nothing but the file. */
import type { MethodTable } from '../../shared/contract/methods/define-method.ts';
import type { ModelDescription, TargetName } from '../../shared/contract/model-file.ts';
import { windowOf } from '../../shared/domain/method-facts.ts';
import type { GraphValue } from './onnx-messages.ts';

const cycleColumn = 'cycle index';
const unitOf = { soh: 'fraction of nominal capacity', rul: 'cycles' } as const;
const meaningOf: Readonly<Record<TargetName, string>> = {
  soh: 'State of health as a fraction of nominal capacity, one for each row.',
  rul: 'Remaining useful life in cycles, one for each row.',
};
const missingRule = 'NaN stands for a missing value, which counts as the mean of the training rows';
const paddingRule =
  'oldest cycle first, the cycle that is predicted last; cycles before the first of the cell repeat the first';

export function describeInput(description: ModelDescription, methods?: MethodTable): GraphValue {
  const { features } = description;
  const width = features.length + 1;
  const columns = `Columns: ${[...features, cycleColumn].join(', ')}; in physical units, as they were trained with. ${missingRule}.`;
  const window = windowOf(description, methods);
  return window === null
    ? {
        name: 'inputs',
        type: 'float64',
        shape: ['rows', width],
        description: `A row for each cycle. ${columns}`,
      }
    : {
        name: 'window',
        type: 'float64',
        shape: ['rows', window, width],
        description: `For each row its cell’s last ${window} cycles: ${paddingRule}. ${columns}`,
      };
}

export const describeOutputs = ({ targets }: ModelDescription): readonly GraphValue[] =>
  targets.map((target) => ({
    name: target,
    type: 'float32',
    shape: ['rows'],
    description: meaningOf[target],
  }));

export function describeGraph({ algorithm, targets, cells }: ModelDescription): string {
  const what = targets.length === 1 ? 'State of health' : 'State of health and remaining useful life';
  const simulated = cells.some((cell) => cell.simulated)
    ? ' Some of the cells it was trained on are simulated.'
    : '';
  return (
    `${what} of a battery cell from the features of its cycles (${algorithm}, trained by Cellwright). ` +
    `Physical units in and out; the scaler is part of the graph.${simulated} ` +
    'Prediction intervals and warnings about unusual inputs are not included.'
  );
}

/** Each value a text, or JSON where it is a list or an object. */
export function describeMetadata(
  description: ModelDescription,
  methods?: MethodTable,
): Readonly<Record<string, string>> {
  const { features, targets, algorithm, program_version: programVersion, input_limit: limit } = description;
  const window = windowOf(description, methods);
  return {
    format: 'cellwright-onnx-1',
    algorithm,
    program_version: programVersion,
    features: JSON.stringify(features),
    inputs: JSON.stringify([...features, cycleColumn]),
    targets: JSON.stringify(targets),
    units: JSON.stringify(Object.fromEntries(targets.map((target) => [target, unitOf[target]]))),
    missing_values: missingRule,
    input_limit: `${limit} deviations from the mean; inputs beyond count as lying there`,
    ...(window === null ? {} : { window: String(window), window_rule: paddingRule }),
    not_included: 'prediction intervals, warnings about unusual inputs',
  };
}
