/** A model with first weights instead of learnt ones: enough to see what is done with it. */
import { initialWeights } from '../../src/learning/methods/initial-weights.ts';
import type { MeasuredCell } from '../../src/learning/files/cell-arrays.ts';
import type { TrainedModel } from '../../src/learning/files/model-file.ts';
import type { ModelMetrics } from '../../src/shared/contract/model.ts';
import { buildEvaluation } from '../../src/trainer/build-evaluation.ts';
import { describeModel } from '../../src/trainer/describe-model.ts';
import { prepareJob } from '../../src/trainer/prepare-job.ts';
import { jobSpecOf, type JobWish } from './job-folder.ts';
import { newModel } from './new-model.ts';

export function smallModel(
  cells: readonly MeasuredCell[],
  wish: JobWish & { readonly metrics?: Partial<ModelMetrics> } = {},
): TrainedModel {
  const job = prepareJob(jobSpecOf(cells, wish), cells);
  const metrics = { ...newModel().metrics, ...wish.metrics };
  return {
    description: describeModel(job, 'reference', metrics, buildEvaluation(job)),
    weights: initialWeights(job.plan, 1),
    scaler: job.scaler,
  };
}

const record = { cells: 2, rows: 80, rows_inside: 72 };

/** Two validation cells behind them, so that they are no guess. */
export const someIntervals: NonNullable<ModelMetrics['intervals']> = {
  level: 0.9,
  cells: 2,
  soh: { half_width: 0.05, coverage: 0.9, typical_error: 0.03, spread: 0.6, record },
  rul: { half_width: 10, coverage: 0.8, typical_error: 7, spread: 0.6, record },
  soh_within_2_percent: 0.8,
};
