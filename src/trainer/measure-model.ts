/** The final figures: the kept weights on held-out rows, in physical units, per cell and pooled, beside the references. */
import { testSideOf } from '../learning/data/split.ts';
import { type CellResiduals, measureIntervals } from '../learning/judging/metrics/intervals.ts';
import { verdictOn } from '../learning/judging/metrics/verdict.ts';
import type { References } from '../learning/judging/references/references.ts';
import type { CellErrors, ModelMetrics } from '../shared/contract/model.ts';
import type { Pacer } from './pacer.ts';
import { predictRun } from './predict-run.ts';
import type { PreparedJob } from './prepare-job.ts';
import type { BestEpoch, TrainingRun } from './training-run.ts';
import { judgeValidation } from './validation-judge.ts';

/** One side of the split that was held out. */
interface JudgedSide {
  readonly overall: Pick<CellErrors, 'soh' | 'rul' | 'references'>;
  readonly cells: CellErrors[];
  readonly residuals: readonly Omit<CellResiduals, 'choseEpoch'>[];
}

/** The run's network holds the weights of the best epoch. */
export async function measureModel(run: TrainingRun, best: BestEpoch, pacer: Pacer): Promise<ModelMetrics> {
  const { job } = run;
  const validation = await judgeSide(run, job.references.onValidation, pacer);
  const test = await judgeTest(run, pacer);
  const { overall, cells } = test ?? validation;
  const verdict = verdictOn({ overall, cells, cellWord: test ? 'test cell' : 'validation cell' });
  return {
    ...figuresOf(job, best, validation.overall),
    validation_cells: validation.cells,
    references: validation.overall.references,
    verdict: verdict.map(({ sentence }) => sentence),
    test: test && describeTest(test),
    measured_on: test ? 'test' : 'validation',
    intervals: measureIntervals([
      ...validation.residuals.map((ofCell) => ({ ...ofCell, choseEpoch: true })),
      ...(test?.residuals ?? []).map((ofCell) => ({ ...ofCell, choseEpoch: false })),
    ]),
    folds: null,
  };
}

async function judgeTest(run: TrainingRun, pacer: Pacer): Promise<JudgedSide | null> {
  const { job } = run;
  if (job.split.testCells.length === 0) return null;
  const testJob = { ...job, split: testSideOf(job.split) };
  return judgeSide({ ...run, job: testJob }, job.references.onTest, pacer);
}

async function judgeSide(
  run: TrainingRun,
  predictions: References['onValidation'],
  pacer: Pacer,
): Promise<JudgedSide> {
  const { job } = run;
  const { validationRows, validationCells } = job.split;
  const model = judgeValidation(job, await predictRun(run, validationRows, pacer));
  const references = predictions.map(({ name, predictions: ofReference }) => ({
    name,
    judge: judgeValidation(job, ofReference),
  }));
  return {
    overall: {
      ...model.pooled(),
      references: references.map(({ name, judge }) => ({ name, ...judge.pooled() })),
    },
    cells: validationCells.map(({ batteryId, name, start }) => ({
      battery_id: batteryId,
      name,
      ...model.ofCell(start),
      references: references.map((reference) => ({ name: reference.name, ...reference.judge.ofCell(start) })),
    })),
    residuals: validationCells.map(({ start }) => model.residualsOfCell(start)),
  };
}

const describeTest = ({ overall: { soh, rul, references }, cells }: JudgedSide): ModelMetrics['test'] => ({
  soh_mape: soh.mape,
  soh_mae: soh.mae,
  soh_rmse: soh.rmse,
  rul_mae: rul.mae,
  rul_rmse: rul.rmse,
  cells,
  references,
});

const figuresOf = (
  { split }: PreparedJob,
  { report, epochsRun }: BestEpoch,
  { soh, rul }: JudgedSide['overall'],
) => ({
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
