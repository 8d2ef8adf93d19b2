/** The fields of the new-job form, read from the contract's own schemas: defaults, ranges and sentences stand there once. */
import { z } from 'zod';
import { type Algorithm, hyperparamsByAlgorithm } from '../../../shared/contract/hyperparams.ts';
import { plainText } from '../format/plain-text.ts';

export interface HyperparamField {
  readonly name: string;
  readonly kind: 'integer' | 'number' | 'choice' | 'switch';
  readonly description: string;
  /** As the form shows it; empty: not set. */
  readonly defaultText: string;
  /** "1 to 100 000", "above 0, at most 1" */
  readonly range: string;
  readonly choices: readonly string[];
}

interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
}

/** Which cells validate is chosen among the cells, not typed. */
const chosenElsewhere = 'validation_battery_ids';

export function hyperparamFields(algorithm: Algorithm): readonly HyperparamField[] {
  const { properties = {} } = z.toJSONSchema(hyperparamsByAlgorithm[algorithm], { io: 'input' });
  return Object.entries(properties)
    .filter(([name]) => name !== chosenElsewhere)
    .map(([name, schema]) => fieldOf(name, schema as JsonSchema));
}

function fieldOf(name: string, schema: JsonSchema): HyperparamField {
  const value = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;
  return {
    name,
    kind: kindOf(value),
    description: schema.description ?? '',
    defaultText: schema.default === null || schema.default === undefined ? '' : plainText(schema.default),
    range: rangeOf(value),
    choices: value.enum ?? [],
  };
}

function kindOf({ type, enum: choices }: JsonSchema): HyperparamField['kind'] {
  if (choices) return 'choice';
  if (type === 'boolean') return 'switch';
  return type === 'integer' ? 'integer' : 'number';
}

function rangeOf({ minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  if (maximum === undefined) return '';
  if (exclusiveMinimum !== undefined) return `above ${exclusiveMinimum}, at most ${grouped(maximum)}`;
  return minimum === undefined ? `at most ${grouped(maximum)}` : `${minimum} to ${grouped(maximum)}`;
}

const grouped = (value: number): string => value.toLocaleString('en').replaceAll(',', '\u202f');

/** What was typed as the value it stands for; text that is no number stays text, and the schema refuses it. */
export function valueOfText({ kind }: HyperparamField, text: string): unknown {
  const trimmed = text.trim();
  if (kind === 'switch') return trimmed === 'true';
  if (trimmed === '') return null;
  if (kind === 'choice') return trimmed;
  const value = Number(trimmed);
  return Number.isNaN(value) ? trimmed : value;
}
