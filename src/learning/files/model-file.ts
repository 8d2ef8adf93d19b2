/** A trained model as the bytes of model.safetensors and back; what a file says is checked before it is believed. */
import { type ModelDescription, modelDescriptionSchema } from '../../shared/contract/model-file.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import type { NetworkPlan, Weights } from '../engines/engine.ts';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from './safetensors.ts';
import type { Scaler, Standardisation } from '../data/scaler.ts';

export interface TrainedModel {
  readonly description: ModelDescription;
  readonly weights: Weights;
  readonly scaler: Scaler;
}

/** The network that a model's weights belong to. */
export const planOfModel = (description: ModelDescription): NetworkPlan => ({
  choice: description,
  inputWidth: description.features.length + 1,
  outputWidth: description.targets.length,
  hiddenWidth: description.hidden_width,
});

const scalerPrefix = 'scaler.';
/** Metadata that is text as it stands; every other key is JSON. */
const plainTextKeys = new Set(['format', 'program_version', 'engine', 'algorithm']);

/** The same model gives the same bytes: no time and no path is in them. */
export function encodeModel({ description, weights, scaler }: TrainedModel): Uint8Array {
  const tensors = new Map<string, StoredTensor>();
  const isNarrow = [...weights.values()].every(({ values }) => values.every(isFloat32));
  for (const [name, { shape, values }] of weights) {
    tensors.set(name, { shape, values: isNarrow ? Float32Array.from(values) : values });
  }
  addStandardisationInto(tensors, 'input', scaler.inputs);
  addStandardisationInto(tensors, 'target', scaler.targets);
  const metadata = Object.entries(description).map(([key, value]): [string, string] => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return encodeSafetensors(tensors, Object.fromEntries(metadata));
}

/** Weights of a float32 engine need no more: nothing is lost, and the file is half as big. */
const isFloat32 = (value: number): boolean => Math.fround(value) === value;

function addStandardisationInto(
  tensors: Map<string, StoredTensor>,
  side: 'input' | 'target',
  { mean, deviation }: Standardisation,
): void {
  tensors.set(`${scalerPrefix}${side}_mean`, { shape: [mean.length], values: mean });
  tensors.set(`${scalerPrefix}${side}_deviation`, { shape: [deviation.length], values: deviation });
}

/** Throws AppError when the bytes are no model of this program, or one of a format it does not know. */
export function decodeModel(bytes: Uint8Array): TrainedModel {
  const { tensors, metadata } = readTensors(bytes);
  const parsed = modelDescriptionSchema.safeParse(parseMetadata(metadata));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw unreadable(`${issue?.path.join('.') ?? 'its description'}: ${issue?.message ?? 'not as expected'}`);
  }
  const description = parsed.data;
  const inputCount = description.features.length + 1;
  const scaler = {
    inputs: standardisationOf(tensors, 'input', inputCount),
    targets: standardisationOf(tensors, 'target', description.targets.length),
    inputLimit: description.input_limit,
  };
  const weights = [...tensors].filter(([name]) => !name.startsWith(scalerPrefix));
  return {
    description,
    scaler,
    weights: new Map(
      weights.map(([name, { shape, values }]) => [name, { shape, values: Float64Array.from(values) }]),
    ),
  };
}

function readTensors(bytes: Uint8Array): ReturnType<typeof decodeSafetensors> {
  try {
    return decodeSafetensors(bytes);
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : 'not safetensors');
  }
}

function parseMetadata(metadata: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  try {
    return Object.fromEntries(
      Object.entries(metadata).map(([key, text]) => [
        key,
        plainTextKeys.has(key) ? text : (JSON.parse(text) as unknown),
      ]),
    );
  } catch {
    throw unreadable('its description is not JSON');
  }
}

function standardisationOf(
  tensors: ReadonlyMap<string, StoredTensor>,
  side: 'input' | 'target',
  width: number,
): Standardisation {
  const [mean, deviation] = ['mean', 'deviation'].map((part) =>
    tensors.get(`${scalerPrefix}${side}_${part}`),
  );
  if (mean?.values.length !== width || deviation?.values.length !== width) {
    throw unreadable(`its scaler does not fit its ${side}s`);
  }
  return { mean: Float64Array.from(mean.values), deviation: Float64Array.from(deviation.values) };
}

const unreadable = (reason: string): AppError =>
  new AppError('INVALID_FILE_FORMAT', `This is not a model that can be read here: ${reason}.`);
