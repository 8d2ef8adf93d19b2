/** The final figures: the kept weights on the validation rows, in physical units, per cell and pooled. */
import type { Network } from '../learning/engines/engine.ts';
import { cellErrors, type JudgedRows } from '../learning/metrics/cell-errors.ts';
import { predictRows } from '../learning/predict.ts';
import { restoreTargets } from '../learning/scaler.ts';
import type { ModelMetrics } from '../shared/contract/model.ts';
import type { Pacer } from './pacer.ts';
import type { PreparedJob } from './prepare-job.ts';
import type { BestEpoch } from './train-epochs.ts';

/** `network` holds the weights of the best epoch. */
export async function measureModel(
  network: Network,
  job: PreparedJob,
  best: BestEpoch,
  pacer: Pacer,
): Promise<ModelMetrics> {
  const { split, targets } = job;
  const predictions = restoreTargets(
    await predictRows(network, split.validationRows, targets.length, pacer.pauseIfDue),
    job.scaler.targets,
  );
  const pooled = cellErrors(judgedRows(job, predictions, () => true));
  return {
    train_loss: best.report.train_loss,
    val_loss: best.report.val_loss,
    best_epoch: best.report.epoch,
    epochs_run: best.epochsRun,
    val_soh_mape: pooled.soh.mape,
    val_soh_mae: pooled.soh.mae,
    val_soh_rmse: pooled.soh.rmse,
    val_rul_mae: pooled.rul.mae,
    val_rul_rmse: pooled.rul.rmse,
    split_by: split.splitBy,
    training_cells: split.trainingCells.map(({ batteryId }) => batteryId),
    references: [],
    verdict: [],
    intervals: null,
    folds: null,
    validation_cells: split.validationCells.map(({ batteryId, name, start }) => ({
      battery_id: batteryId,
      name,
      references: [],
      ...cellErrors(judgedRows(job, predictions, (row) => job.dataset.cellStart[row] === start)),
    })),
  };
}

/** The validation rows that are `wanted`, labels beside predictions [validation rows, O]. */
function judgedRows(
  { dataset, split, targets }: PreparedJob,
  predictions: Float64Array,
  isWanted: (row: number) => boolean,
): JudgedRows {
  const places = [...split.validationRows.keys()].filter((place) =>
    isWanted(split.validationRows[place] ?? 0),
  );
  const labelsOf = (labels: Float64Array): Float64Array =>
    Float64Array.from(places, (place) => labels[split.validationRows[place] ?? 0] ?? Number.NaN);
  const predicted = (target: number): Float64Array =>
    Float64Array.from(places, (place) => predictions[place * targets.length + target] ?? Number.NaN);
  return {
    actual: { soh: labelsOf(dataset.soh), rul: labelsOf(dataset.rul) },
    predicted: {
      soh: predicted(targets.indexOf('soh')),
      rul: targets.includes('rul') ? predicted(targets.indexOf('rul')) : null,
    },
  };
}
