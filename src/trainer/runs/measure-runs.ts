/** The final figures of every run, each with the weights of its own best epoch. */
import { type CellResiduals, measureIntervals } from '../../learning/judging/metrics/intervals.ts';
import { initialState } from '../../learning/engines/training-state.ts';
import type { Intervals } from '../../shared/contract/evaluation.ts';
import type { ModelMetrics } from '../../shared/contract/model.ts';
import { measureModel } from '../measure-model.ts';
import type { Pacer } from '../pacer.ts';
import { predictRun } from '../predict-run.ts';
import type { BestEpoch, TrainingRun } from '../training-run.ts';
import { judgeValidation } from '../validation-judge.ts';

/** Its network holds the weights of its best epoch. */
export interface MeasuredRun extends TrainingRun {
  readonly best: BestEpoch;
  readonly metrics: ModelMetrics;
}

/** `bestEpochs` in the order of the runs. */
export async function measureRuns(
  runs: readonly TrainingRun[],
  bestEpochs: readonly BestEpoch[],
  pacer: Pacer,
): Promise<readonly MeasuredRun[]> {
  const measured: MeasuredRun[] = [];
  for (const [index, run] of runs.entries()) {
    const best = bestEpochs[index];
    if (!best) throw new RangeError('every run has a best epoch');
    await run.set.write(run.index, initialState(best.weights));
    measured.push({ ...run, best, metrics: await measureModel(run, best, pacer) });
    await pacer.pauseIfDue();
  }
  return measured;
}

/**
 * Intervals from the validation cells of all runs together: where each cell was left out once, every cell's residuals
 * come from a network that was not trained on it. The networks differ a little from the one that becomes the model, so
 * that what `measureIntervals` measures is that of its siblings.
 */
export async function intervalsOverRuns(runs: readonly MeasuredRun[], pacer: Pacer): Promise<Intervals> {
  const residuals: CellResiduals[] = [];
  for (const run of runs) {
    const { validationRows, validationCells } = run.job.split;
    const judge = judgeValidation(run.job, await predictRun(run, validationRows, pacer));
    const choseEpoch = run.epochChosenBy !== 'others';
    residuals.push(...validationCells.map(({ start }) => ({ ...judge.residualsOfCell(start), choseEpoch })));
    await pacer.pauseIfDue();
  }
  return measureIntervals(residuals);
}
