/** All that one has chosen on the page Compare, as its address holds it; what is left out is the default. Pure. */
import type { ComparedMetric } from '../../../shared/contract/comparison.ts';

export type CurveName = 'val_loss' | 'train_loss' | 'val_soh_mape';
/** Which number of a curve: of its best epoch, its last, or the mean of its last ten. */
export type CurveValue = 'best' | 'last' | 'mean';

export interface CompareChoice {
  readonly jobIds: readonly number[];
  readonly modelIds: readonly number[];
  /** All runs are judged on these; each on its own validation cells where there are none. */
  readonly cellIds: readonly number[];
  readonly metric: ComparedMetric;
  readonly curve: CurveName;
  readonly value: CurveValue;
  readonly scale: 'linear' | 'logarithmic';
  /** "0" to "0.97" */
  readonly smoothing: string;
  /** Curves of the best so many; 0: of all. */
  readonly top: number;
}

export const metricNames = ['soh_mae', 'soh_rmse', 'soh_mape', 'rul_mae', 'rul_rmse'] as const;
export const curveNames = ['val_loss', 'train_loss', 'val_soh_mape'] as const;
export const curveValues = ['best', 'last', 'mean'] as const;
const scales = ['logarithmic', 'linear'] as const;
export const smoothings = ['0', '0.6', '0.9', '0.97'] as const;
export const tops = [5, 10, 20, 0] as const;

export const emptyComparison: CompareChoice = {
  jobIds: [],
  modelIds: [],
  cellIds: [],
  metric: 'soh_mae',
  curve: 'val_loss',
  value: 'best',
  scale: 'logarithmic',
  smoothing: '0',
  top: 10,
};

export function parseCompareChoice(query: URLSearchParams): CompareChoice {
  const one = <Value extends string>(name: string, known: readonly Value[], otherwise: Value): Value =>
    known.find((value) => value === query.get(name)) ?? otherwise;
  const top = Number(query.get('top') ?? emptyComparison.top);
  return {
    jobIds: idsOf(query.get('jobs')),
    modelIds: idsOf(query.get('models')),
    cellIds: idsOf(query.get('cells')),
    metric: one('metric', metricNames, emptyComparison.metric),
    curve: one('curve', curveNames, emptyComparison.curve),
    value: one('value', curveValues, emptyComparison.value),
    scale: one('axis', scales, emptyComparison.scale),
    smoothing: one('smooth', smoothings, '0'),
    top: tops.find((known) => known === top) ?? emptyComparison.top,
  };
}

const idsOf = (text: string | null): readonly number[] => [
  ...new Set(
    (text ?? '')
      .split(',')
      .map(Number)
      .filter((id) => Number.isInteger(id) && id > 0),
  ),
];

/** "?jobs=1,2&metric=soh_rmse"; nothing where all is as at first. */
export function queryOfComparison(choice: CompareChoice): string {
  const { jobIds, modelIds, cellIds, metric, curve, value, scale, smoothing, top } = choice;
  const texts = { metric, curve, value, axis: scale, smooth: smoothing, top: String(top) };
  const first = emptyComparison;
  const defaults: typeof texts = {
    metric: first.metric,
    curve: first.curve,
    value: first.value,
    axis: first.scale,
    smooth: first.smoothing,
    top: String(first.top),
  };
  const ids = { jobs: jobIds, models: modelIds, cells: cellIds };
  const chosen = [
    ...Object.entries(ids).flatMap(([name, list]) => (list.length > 0 ? [`${name}=${list.join(',')}`] : [])),
    ...Object.entries(texts).flatMap(([name, text]) =>
      text === defaults[name as keyof typeof texts] ? [] : [`${name}=${text}`],
    ),
  ];
  return chosen.length > 0 ? `?${chosen.join('&')}` : '';
}
