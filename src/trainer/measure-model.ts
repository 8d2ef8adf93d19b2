/** The final figures: the kept weights on the validation rows, in physical units, per cell and pooled, beside the references. */
import { measureIntervals } from '../learning/judging/metrics/intervals.ts';
import { verdictOn } from '../learning/judging/metrics/verdict.ts';
import type { ModelMetrics } from '../shared/contract/model.ts';
import type { Pacer } from './pacer.ts';
import { predictRun } from './predict-run.ts';
import type { PreparedJob } from './prepare-job.ts';
import type { BestEpoch, TrainingRun } from './training-run.ts';
import { judgeValidation } from './validation-judge.ts';

/** The run's network holds the weights of the best epoch. */
export async function measureModel(run: TrainingRun, best: BestEpoch, pacer: Pacer): Promise<ModelMetrics> {
  const { job } = run;
  const { split } = job;
  const model = judgeValidation(job, await predictRun(run, split.validationRows, pacer));
  const references = job.references.onValidation.map(({ name, predictions: ofReference }) => ({
    name,
    judge: judgeValidation(job, ofReference),
  }));
  const overall = {
    ...model.pooled(),
    references: references.map(({ name, judge }) => ({ name, ...judge.pooled() })),
  };
  const cells = split.validationCells.map(({ batteryId, name, start }) => ({
    battery_id: batteryId,
    name,
    ...model.ofCell(start),
    references: references.map((reference) => ({ name: reference.name, ...reference.judge.ofCell(start) })),
  }));
  const verdict = verdictOn({ overall, cells, cellWord: 'validation cell' });
  return {
    ...figuresOf(job, best, overall),
    validation_cells: cells,
    references: overall.references,
    verdict: verdict.map(({ sentence }) => sentence),
    intervals: measureIntervals(split.validationCells.map(({ start }) => model.residualsOfCell(start))),
    folds: null,
  };
}

type Pooled = ReturnType<ReturnType<typeof judgeValidation>['pooled']>;

const figuresOf = ({ split }: PreparedJob, { report, epochsRun }: BestEpoch, { soh, rul }: Pooled) => ({
  train_loss: report.train_loss,
  val_loss: report.val_loss,
  best_epoch: report.epoch,
  epochs_run: epochsRun,
  val_soh_mape: soh.mape,
  val_soh_mae: soh.mae,
  val_soh_rmse: soh.rmse,
  val_rul_mae: rul.mae,
  val_rul_rmse: rul.rmse,
  split_by: split.splitBy,
  training_cells: split.trainingCells.map(({ batteryId }) => batteryId),
});
