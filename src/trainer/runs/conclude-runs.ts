/** From the figures of all runs to the one that becomes the model, and to what is said of all. */
import type { FoldsSummary } from '../../shared/contract/evaluation.ts';
import type { ModelMetrics } from '../../shared/contract/model.ts';
import { describeIntervals, describeKeptWeights, describeResult, verdictInLog } from '../describe-result.ts';
import { information, type LogText } from '../log-text.ts';
import type { Pacer } from '../pacer.ts';
import { describeFolds } from './describe-folds.ts';
import { judgeLeftOutCells } from './judge-left-out-cells.ts';
import { intervalsOverRuns, type MeasuredRun } from './measure-runs.ts';
import { summariseFolds } from './summarise-folds.ts';

export interface Conclusion {
  readonly kept: MeasuredRun;
  /** Its index among all runs. */
  readonly keptIndex: number;
  /**
   * The kept run's own figures, and with folds those of all runs. Where each cell was left out once, verdict and intervals
   * are made from all cells.
   */
  readonly metrics: ModelMetrics;
  readonly lines: readonly LogText[];
}

export async function concludeRuns(runs: readonly MeasuredRun[], pacer: Pacer): Promise<Conclusion> {
  const [first] = runs;
  if (!first) throw new RangeError('a job has one run at least');
  const { folds } = first.job.spec.hyperparams;
  if (folds === null) {
    return { kept: first, keptIndex: 0, metrics: first.metrics, lines: describeResult(first.metrics) };
  }
  if (folds === 'leave_one_battery_out') return concludeLeftOut(runs, pacer);
  const { summary, ...conclusion } = keepOne(summariseFolds('repeated_seeds', runs), runs);
  const lines = [
    ...describeFolds(summary),
    keptInWords(conclusion.kept),
    ...describeResult(conclusion.metrics),
  ];
  return { ...conclusion, lines };
}

async function concludeLeftOut(runs: readonly MeasuredRun[], pacer: Pacer): Promise<Conclusion> {
  const { summary, ...conclusion } = keepOne(summariseFolds('leave_one_battery_out', runs), runs);
  const verdict = judgeLeftOutCells(runs.flatMap(({ metrics }) => metrics.validation_cells));
  const intervals = await intervalsOverRuns(runs, pacer);
  const lines = [
    ...describeFolds(summary),
    ...verdictInLog(verdict),
    ...describeIntervals(intervals),
    ...(intervals.soh ? [information(originOfIntervals)] : []),
    keptInWords(conclusion.kept),
    ...describeKeptWeights(conclusion.metrics),
  ];
  const metrics = { ...conclusion.metrics, intervals, verdict: verdict.map(({ sentence }) => sentence) };
  return { ...conclusion, metrics, lines };
}

const originOfIntervals =
  'These intervals are made from the errors of all batteries, each those of the run that was trained without it';

function keepOne(summary: FoldsSummary, runs: readonly MeasuredRun[]) {
  const kept = runs[summary.kept_run];
  if (!kept) throw new RangeError('the kept run is one of the runs');
  return { summary, kept, keptIndex: summary.kept_run, metrics: { ...kept.metrics, folds: summary } };
}

const keptInWords = ({ name }: MeasuredRun): LogText =>
  information(
    `The model is ${name ?? 'the only run'}, the run with the median validation loss; its own figures follow`,
  );
