/** What an ONNX file says of itself, so that it can be used by somebody who has nothing but the file. */
import type { MethodTable } from '../../shared/contract/methods/define-method.ts';
import type { ModelDescription, TargetName } from '../../shared/contract/model-file.ts';
import { commonEndOfLife, commonNominal, trainingMeanings } from '../../shared/domain/label-meaning.ts';
import { windowOf } from '../../shared/domain/method-facts.ts';
import type { GraphValue } from './onnx-messages.ts';

const cycleColumn = 'cycle index';
const unitOf = { soh: 'fraction of nominal capacity', rul: 'cycles' } as const;
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

/** What the outputs are fractions of and count to: nothing else says so to who has the file alone. */
function labelsOf(description: ModelDescription): Readonly<Record<TargetName, string>> {
  const trained = trainingMeanings(description);
  const [nominal, end] = [commonNominal(trained), commonEndOfLife(trained)];
  return {
    soh:
      nominal === null
        ? 'a fraction of each cell’s own nominal capacity, which differed among the training cells'
        : `a fraction of the nominal capacity ${nominal} Ah`,
    rul:
      end === null
        ? 'cycles to ends of life that differed among the training cells: it counts to none of them'
        : `cycles until SoH stays below ${end}${nominal === null ? '' : `, which is ${Number((end * nominal).toPrecision(6))} Ah`}`,
  };
}

function meaningOf(description: ModelDescription, target: TargetName): string {
  const label = labelsOf(description)[target];
  return target === 'soh'
    ? `State of health, one for each row: ${label}.`
    : `Remaining useful life, one for each row: ${label}.`;
}

export const describeOutputs = (description: ModelDescription): readonly GraphValue[] =>
  description.targets.map((target) => ({
    name: target,
    type: 'float32',
    shape: ['rows'],
    description: meaningOf(description, target),
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

function describeLabels(description: ModelDescription): Readonly<Record<string, string>> {
  const trained = trainingMeanings(description);
  const labels = labelsOf(description);
  const froms = [...new Set(trained.map(({ capacity_from: from }) => from ?? 'not recorded'))];
  return {
    soh_is: labels.soh,
    ...(description.targets.includes('rul') ? { rul_counts: labels.rul } : {}),
    nominal_capacity_ah: JSON.stringify(commonNominal(trained)),
    end_of_life: JSON.stringify(commonEndOfLife(trained)),
    capacity_from: froms.join(', '),
  };
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
    ...describeLabels(description),
    missing_values: missingRule,
    input_limit: `${limit} deviations from the mean; inputs beyond count as lying there`,
    ...(window === null ? {} : { window: String(window), window_rule: paddingRule }),
    not_included: 'prediction intervals, warnings about unusual inputs',
  };
}
