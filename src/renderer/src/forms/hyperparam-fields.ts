/** The fields of the new-job form, read from the contract's own schemas: defaults, ranges and sentences stand there once. */
import { z } from 'zod';
import { hyperparamsSchemaOf } from '../../../shared/contract/hyperparams.ts';
import { loopHyperparamsShownFirst } from '../../../shared/contract/loop-hyperparams.ts';
import type { MethodTable } from '../../../shared/contract/methods/define-method.ts';
import { methods } from '../../../shared/contract/methods/index.ts';
import type { RunPlanFacts, RunPlanTable } from '../../../shared/contract/run-plans/define-run-plan.ts';
import { runPlans } from '../../../shared/contract/run-plans/index.ts';
import { plainText } from '../words/plain-text.ts';

export interface HyperparamField {
  readonly name: string;
  /** `folds`: a word or a number of repetitions. */
  readonly kind: 'integer' | 'number' | 'choice' | 'switch' | 'folds';
  readonly description: string;
  /** As the form shows it; empty: not set. */
  readonly defaultText: string;
  /** "1 to 100 000", "above 0, at most 1" */
  readonly range: string;
  readonly choices: readonly string[];
  /** Also before the form is unfolded. */
  readonly isShownFirst: boolean;
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

/** Which cells validate and test is chosen among the cells, not typed. */
const chosenElsewhere: readonly string[] = ['validation_battery_ids', 'test_battery_ids'];

export function hyperparamFields(
  algorithm: string,
  table: MethodTable = methods,
): readonly HyperparamField[] {
  const { properties = {} } = z.toJSONSchema(hyperparamsSchemaOf(table, algorithm), { io: 'input' });
  const shownFirst: readonly string[] = [
    ...loopHyperparamsShownFirst,
    ...(table[algorithm]?.shownFirst ?? []),
  ];
  return Object.entries(properties)
    .filter(([name]) => !chosenElsewhere.includes(name))
    .map(([name, schema]) => ({
      ...(name === 'folds' ? foldsField(schema as JsonSchema) : fieldOf(name, schema as JsonSchema)),
      isShownFirst: shownFirst.includes(name),
    }));
}

type PlainField = Omit<HyperparamField, 'isShownFirst'>;

function fieldOf(name: string, schema: JsonSchema): PlainField {
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

const foldsField = ({ description = '' }: JsonSchema): PlainField => ({
  name: 'folds',
  kind: 'folds',
  description,
  defaultText: '',
  range: '',
  choices: Object.keys(runPlans),
});

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
  if (kind === 'folds' && isEmptiedNumber(text)) return trimmed;
  if (trimmed === '') return null;
  if (kind === 'choice') return trimmed;
  const value = Number(trimmed);
  return Number.isNaN(value) ? trimmed : value;
}

/** A number of repetitions that was deleted and not typed anew; no text at all stands for one training. */
export const emptiedNumber = ' ';
const isEmptiedNumber = (text: string): boolean => text !== '' && text.trim() === '';

/** Whether the text says what the field starts with. */
export const isDefaultText = ({ kind, defaultText }: HyperparamField, text: string): boolean =>
  kind === 'folds' ? text === defaultText : text.trim() === defaultText;

/** The plan that a text stands for: the one written so, else the one that takes a number. */
export function planOfText(
  foldsText: string,
  table: RunPlanTable = runPlans,
): readonly [string, RunPlanFacts] {
  const plans = Object.entries(table);
  const plan =
    plans.find(([, { text, counted }]) => counted === null && text === foldsText) ??
    plans.find(([, { counted }]) => counted !== null);
  return plan ?? ['single', runPlans.single];
}

/** How many trainings the folds make of one job. */
export function trainingCount(foldsText: string, cellCount: number, table?: RunPlanTable): number {
  const [, plan] = planOfText(foldsText, table);
  const count = plan.runCount(plan.counted ? Number(foldsText) : foldsText, cellCount);
  return Number.isInteger(count) && count > 1 ? count : 1;
}
