/** What a log says after the last epoch: which weights were kept, and how far they are off on each validation cell. */
import type { TargetErrors } from '../shared/contract/evaluation.ts';
import type { CellErrors, ModelMetrics } from '../shared/contract/model.ts';
import type { LogText } from './log-text.ts';
import { lossInWords } from './loss-in-words.ts';

export function describeResult(metrics: ModelMetrics): readonly LogText[] {
  return [
    {
      level: 'INFO',
      message:
        `Best epoch: ${metrics.best_epoch} of ${metrics.epochs_run}, validation loss ` +
        `${lossInWords(metrics.val_loss)}; its weights are the model`,
    },
    ...metrics.validation_cells.flatMap((cell) => describeCell(cell, metrics.split_by)),
  ];
}

function describeCell(cell: CellErrors, splitBy: ModelMetrics['split_by']): readonly LogText[] {
  const seen = splitBy === 'battery' ? 'not trained on' : 'its last cycles not trained on';
  const message =
    `Validation on "${cell.name}" (battery ${cell.battery_id}), ${seen}: ` +
    `${sohInWords(cell.soh)}; ${rulInWords(cell.rul)}`;
  const isWorseThanMean = [cell.soh, cell.rul].some(({ r2 }) => r2 !== null && r2 < 0);
  if (!isWorseThanMean) return [{ level: 'INFO', message }];
  const advice =
    `Predictions for "${cell.name}" are further off than its own average would be: this cell is unlike the ` +
    'training cells, or the training did not get there. Add cells of its kind, train for more epochs, or lower ' +
    'learning_rate if the loss jumps.';
  return [
    { level: 'INFO', message },
    { level: 'WARNING', message: advice },
  ];
}

function sohInWords({ mape, mae, rmse }: TargetErrors): string {
  if (mape === null || mae === null || rmse === null) return 'its SoH is unknown';
  return `SoH off by ${mape.toFixed(2)} % on average (MAE ${mae.toFixed(4)}, RMSE ${rmse.toFixed(4)})`;
}

function rulInWords({ mae, rmse }: TargetErrors): string {
  if (mae === null || rmse === null) return 'no RUL to compare with';
  return `RUL off by ${mae.toFixed(0)} cycles on average (RMSE ${rmse.toFixed(0)})`;
}
