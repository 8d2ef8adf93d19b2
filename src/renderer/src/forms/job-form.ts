/** The new-job form: what is typed, what it means, and what is wrong with it. Pure. */
import type { ErrorDetail } from '../../../shared/contract/errors.ts';
import { type Algorithm, algorithmSchema } from '../../../shared/contract/hyperparams.ts';
import { type CreateTrainingJob, createTrainingJobSchema } from '../../../shared/contract/job.ts';
import { suggestedMethod } from '../../../shared/contract/methods/index.ts';
import type { AskOf } from '../client/client.ts';
import { issueInWords } from '../../../shared/domain/issue-in-words.ts';
import { curlOfPost } from '../words/curl.ts';
import { plainText } from '../words/plain-text.ts';
import { hyperparamFields, isDefaultText, valueOfText } from './hyperparam-fields.ts';

export interface JobForm {
  readonly algorithm: Algorithm;
  readonly batteryIds: readonly number[];
  /** Chosen by hand; empty: by the split. */
  readonly validationIds: readonly number[];
  /** Chosen by hand; empty: by test_split. */
  readonly testIds: readonly number[];
  readonly modelName: string;
  /** What was typed, by hyperparameter; a name that is missing stands for the default. */
  readonly typed: Readonly<Record<string, string>>;
}

export const emptyForm: JobForm = {
  algorithm: suggestedMethod,
  batteryIds: [],
  validationIds: [],
  testIds: [],
  modelName: '',
  typed: {},
};

export type CheckedForm =
  | { readonly isValid: true; readonly input: AskOf<'create-training-job'> }
  | { readonly isValid: false; readonly details: readonly ErrorDetail[] };

/** The call's input with only what differs from the defaults, or every field that is wrong. */
export function checkForm(form: JobForm): CheckedForm {
  const input = inputOfForm(form);
  const checked = createTrainingJobSchema.safeParse(input, { error: issueInWords });
  if (!checked.success) {
    const details = checked.error.issues.map(({ path, message }) => ({
      field: path.join('.'),
      issue: message,
    }));
    return { isValid: false, details };
  }
  return { isValid: true, input: input as AskOf<'create-training-job'> };
}

function inputOfForm({ algorithm, batteryIds, validationIds, testIds, modelName, typed }: JobForm) {
  const changed = hyperparamFields(algorithm).flatMap((field): [string, unknown][] => {
    const text = typed[field.name];
    return text === undefined || isDefaultText(field, text) ? [] : [[field.name, valueOfText(field, text)]];
  });
  const chosen = {
    ...(validationIds.length > 0 ? { validation_battery_ids: validationIds } : {}),
    ...(testIds.length > 0 ? { test_battery_ids: testIds } : {}),
  };
  const name = modelName.trim();
  return {
    algorithm,
    battery_ids: batteryIds,
    hyperparams: { ...Object.fromEntries<unknown>(changed), ...chosen },
    ...(name === '' ? {} : { model_name: name }),
  };
}

/** The form that would make this job again. */
export function formOfJob(job: {
  readonly algorithm: Algorithm;
  readonly battery_ids: readonly number[];
  readonly hyperparams: Readonly<Record<string, unknown>>;
  readonly model_name: string | null;
}): JobForm {
  const { validation_battery_ids: validation, test_battery_ids: test, ...rest } = job.hyperparams;
  const typed = Object.entries(rest).map(([name, value]) => [name, value === null ? '' : plainText(value)]);
  return {
    algorithm: job.algorithm,
    batteryIds: job.battery_ids,
    validationIds: idsOf(validation),
    testIds: idsOf(test),
    modelName: job.model_name ?? '',
    typed: Object.fromEntries(typed) as Record<string, string>,
  };
}

const idsOf = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.filter((id: unknown) => typeof id === 'number') : [];

/** A saved form, or null where what was saved is not one. */
export function parseForm(saved: unknown): JobForm | null {
  if (typeof saved !== 'object' || saved === null) return null;
  const form = { ...emptyForm, ...saved } as Record<keyof JobForm, unknown>;
  const isForm =
    algorithmSchema.safeParse(form.algorithm).success &&
    Array.isArray(form.batteryIds) &&
    Array.isArray(form.validationIds) &&
    Array.isArray(form.testIds) &&
    typeof form.modelName === 'string' &&
    typeof form.typed === 'object';
  return isForm ? (form as unknown as JobForm) : null;
}

/** The same call for a terminal. */
export function curlOfInput(apiUrl: string, input: AskOf<'create-training-job'> | CreateTrainingJob): string {
  return curlOfPost(`${apiUrl}/training-jobs`, input);
}
