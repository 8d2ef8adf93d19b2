/** A comparison as CSV: a row per run and cell, and one per run for the mean; every number as the API gives it. Pure. */
import type { ComparedErrors, Comparison } from '../../../shared/contract/comparison.ts';
import { curveNames, curveValues, metricNames } from '../routing/compare-choice.ts';

const curveColumns = curveNames.flatMap((curve) => curveValues.map((value) => [curve, value] as const));

export function comparisonCsv({ runs, cells }: Comparison): string {
  const header = [
    ...['run', 'job_id', 'model_id', 'name', 'battery_id', 'cell', 'seen'],
    ...metricNames,
    ...metricNames.map((metric) => `ridge_${metric}`),
    ...curveColumns.map(([curve, value]) => `${curve}_${value}`),
  ];
  const rows = runs.flatMap((run, index) => {
    const who = [run.key, run.job_id, run.model_id, run.name];
    const curves = curveColumns.map(([curve, value]) => run.curves[curve][value]);
    const ofCells = cells.flatMap(({ battery_id: id, name, results }) => {
      const result = results[index];
      if (!result) return [];
      const figures = [...figuresOf(result.errors), ...figuresOf(result.ridge)];
      return [[...who, id, name, result.seen, ...figures, ...curveColumns.map(() => null)]];
    });
    const means = [...figuresOf(run.mean), ...figuresOf(run.ridge_mean)];
    return [...ofCells, [...who, null, 'mean', null, ...means, ...curves]];
  });
  return [header, ...rows].map((row) => `${row.map(textOf).join(',')}\r\n`).join('');
}

const figuresOf = (errors: ComparedErrors | null): readonly (number | null)[] =>
  metricNames.map((metric) => errors?.[metric] ?? null);

function textOf(value: string | number | null): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
