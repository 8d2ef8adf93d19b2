/** From the figures of all runs to the one that becomes the model, and to what is said of all. */
import type { FoldsSummary } from '../../shared/contract/evaluation.ts';
import type { JobSpec } from '../../shared/contract/job-spec.ts';
import type { ModelMetrics } from '../../shared/contract/model.ts';
import type { LogText } from '../log-text.ts';
import type { Pacer } from '../pacer.ts';
import { describeResult } from '../describe-result.ts';
import { describeFolds } from './describe-folds.ts';
import { intervalsOverRuns, type MeasuredRun } from './measure-runs.ts';
import { summariseFolds } from './summarise-folds.ts';

export interface Conclusion {
  readonly kept: MeasuredRun;
  /** Place of the kept run among all. */
  readonly keptPlace: number;
  /** Its own figures; with folds also those of all runs, and, each cell left out once, intervals from all cells. */
  readonly metrics: ModelMetrics;
  readonly lines: readonly LogText[];
}

export async function concludeRuns(runs: readonly MeasuredRun[], pacer: Pacer): Promise<Conclusion> {
  const [first] = runs;
  if (!first) throw new RangeError('a job has one run at least');
  const kind = kindOfFolds(first.job.spec);
  if (kind === null) {
    return { kept: first, keptPlace: 0, metrics: first.metrics, lines: describeResult(first.metrics) };
  }
  const folds = summariseFolds(kind, runs);
  const kept = runs[folds.kept_run] ?? first;
  const metrics = { ...kept.metrics, folds };
  if (kind === 'leave_one_battery_out') metrics.intervals = await intervalsOverRuns(runs, pacer);
  const lines = [...describeFolds(folds, kept.name ?? ''), ...describeResult(metrics)];
  return { kept, keptPlace: folds.kept_run, metrics, lines };
}

function kindOfFolds({ hyperparams: { folds } }: JobSpec): FoldsSummary['kind'] | null {
  if (folds === null) return null;
  return folds === 'leave_one_battery_out' ? folds : 'repeated_seeds';
}
