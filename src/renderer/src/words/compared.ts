/** The page Compare in words: what is measured, in which unit, and what a setting is called. Pure. */
import type { ComparedErrors, ComparedMetric, ComparedRun } from '../../../shared/contract/comparison.ts';
import { methods } from '../../../shared/contract/methods/index.ts';
import type { CurveName, CurveValue } from '../routing/compare-choice.ts';
import { settingWords } from './hyperparams.ts';
import { dash, loss } from './number.ts';
import { plainText } from './plain-text.ts';

interface MetricWords {
  readonly label: string;
  readonly unit: string;
  /** From the API's number to the one that is shown. */
  readonly factor: number;
}

export const metricWords: Readonly<Record<ComparedMetric, MetricWords>> = {
  soh_mae: { label: 'SoH error, mean (MAE)', unit: 'points', factor: 100 },
  soh_rmse: { label: 'SoH error, RMSE', unit: 'points', factor: 100 },
  soh_mape: { label: 'SoH error, relative (MAPE)', unit: '%', factor: 1 },
  rul_mae: { label: 'RUL error, mean (MAE)', unit: 'cycles', factor: 1 },
  rul_rmse: { label: 'RUL error, RMSE', unit: 'cycles', factor: 1 },
};

/** Without its unit, which stands above the table. */
export function metricText(errors: ComparedErrors | null | undefined, metric: ComparedMetric): string {
  const value = errors?.[metric] ?? null;
  if (value === null) return dash;
  const shown = value * metricWords[metric].factor;
  return shown < 10 ? shown.toFixed(2) : shown.toFixed(1);
}

export const curveWords: Readonly<Record<CurveName, string>> = {
  val_loss: 'Validation loss',
  train_loss: 'Training loss',
  val_soh_mape: 'Validation SoH error',
};

export const axisOfCurve: Readonly<Record<CurveName, string>> = {
  val_loss: 'validation loss (standardised units²)',
  train_loss: 'training loss (standardised units²)',
  val_soh_mape: 'SoH error on the validation rows (MAPE, %)',
};

export const valueWords: Readonly<Record<CurveValue, string>> = {
  best: 'best epoch',
  last: 'last epoch',
  mean: 'mean of the last ten',
};

export const curveFigure = ({ curves }: ComparedRun, curve: CurveName, value: CurveValue): number | null =>
  curves[curve][value];

export const curveText = (figure: number | null, curve: CurveName): string =>
  figure !== null && curve === 'val_soh_mape' ? `${figure.toFixed(2)} %` : loss(figure);

/** "#12 hpm-2C", "Model 3 hpm-2C" */
export const runTitle = ({ key, job_id: jobId, model_id: modelId, name }: ComparedRun): string =>
  `${key.startsWith('job') ? `#${jobId ?? ''}` : `Model ${modelId ?? ''}`} ${name ?? ''}`.trim();

const labelOfMethod = (name: string): string =>
  Object.entries(methods).find(([method]) => method === name)?.[1].label ?? name;

const settingLabels: Readonly<Record<string, string>> = {
  algorithm: 'algorithm',
  battery_ids: 'cells',
  trained_on: 'trained on',
  nominal_capacity: 'nominal capacity, Ah',
  end_of_life: 'end of life at, %',
  program_version: 'program version',
};

export const settingLabel = (name: string): string =>
  settingLabels[name] ?? settingWords(name, '').label.toLowerCase();

/** Settings that are not read as they are written. */
const settingTexts: Readonly<Record<string, ((value: unknown) => string) | undefined>> = {
  algorithm: (value) => labelOfMethod(plainText(value)),
  nominal_capacity: (value) => listOf(value, (capacity) => String(capacity)),
  end_of_life: (value) => listOf(value, (share) => String(Number((Number(share) * 100).toPrecision(4)))),
};

const listOf = (value: unknown, textOf: (item: unknown) => string): string =>
  Array.isArray(value) ? value.map(textOf).join(', ') : plainText(value);

/** As the reader compares them; cells and inputs as what is more and less than in the first run. */
export function settingText(name: string, value: unknown, first: unknown): string {
  if (value === null || value === undefined) return dash;
  const textOf = settingTexts[name];
  if (textOf) return textOf(value);
  return Array.isArray(value) ? listText(value, Array.isArray(first) ? first : []) : plainText(value);
}

function listText(list: readonly unknown[], first: readonly unknown[]): string {
  const more = list.filter((item) => !first.includes(item)).length;
  const less = first.filter((item) => !list.includes(item)).length;
  const changes = [...(more > 0 ? [`+${more}`] : []), ...(less > 0 ? [`−${less}`] : [])];
  return changes.length === 0 ? String(list.length) : `${list.length} (${changes.join(' / ')})`;
}
