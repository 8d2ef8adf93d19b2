/** Of several runs the one that becomes the model: the median one. */
import type { FoldsSummary } from '../../shared/contract/evaluation.ts';
import { information, type LogText } from '../log-text.ts';
import type { MeasuredRun } from './measure-runs.ts';
import type { Conclusion } from './run-plan.ts';

/** `metrics`: the kept run's own figures, and those of all runs in `folds`. */
export function keepOne(folds: FoldsSummary, runs: readonly MeasuredRun[]): Omit<Conclusion, 'lines'> {
  const kept = runs[folds.kept_run];
  if (!kept) throw new RangeError('the kept run is one of the runs');
  return { kept, keptIndex: folds.kept_run, metrics: { ...kept.metrics, folds } };
}

export const keptInWords = ({ name }: MeasuredRun): LogText =>
  information(
    `The model is ${name ?? 'the only run'}, the run with the median validation loss; its own figures follow`,
  );
