/** A way to make several trainings of one job, or one: what they are, and what is said and kept of them. */
import type { MeasuredCell } from '../../learning/files/cell-arrays.ts';
import type { JobSpec } from '../../shared/contract/job-spec.ts';
import type { ModelMetrics } from '../../shared/contract/model.ts';
import type { LogText } from '../log-text.ts';
import type { Pacer } from '../pacer.ts';
import type { MeasuredRun } from './measure-runs.ts';
import type { PreparedRun } from './prepared-run.ts';

export interface RunPlan {
  /** Throws or rejects with AppError when there is nothing to learn in one of them, and says in which. */
  prepare(
    spec: JobSpec,
    measured: readonly MeasuredCell[],
    pacer: Pick<Pacer, 'pause'>,
  ): Promise<readonly PreparedRun[]> | readonly PreparedRun[];
  /** What a log says before the first epoch. */
  describe(runs: readonly PreparedRun[], engineName: string): readonly LogText[];
  /** From the figures of all runs to the one that becomes the model, and to what is said of all. */
  conclude(runs: readonly MeasuredRun[], pacer: Pacer): Promise<Conclusion> | Conclusion;
}

export interface Conclusion {
  readonly kept: MeasuredRun;
  readonly keptIndex: number;
  /** The kept run's own figures, and with several runs those of all; verdict and intervals as the plan makes them. */
  readonly metrics: ModelMetrics;
  readonly lines: readonly LogText[];
}

export const meaningOfEpochs =
  'Every epoch of all runs is one epoch of the job, its figures are mean ± standard deviation over them';

export function firstOf<R>([first]: readonly R[]): R {
  if (first === undefined) throw new RangeError('a job has one run at least');
  return first;
}
