/** What a log says after the last epoch: which weights were kept, and how far they are off on each validation cell. */
import { type VerdictSentence, verdictOn } from '../learning/judging/metrics/verdict.ts';
import type { Intervals, TargetErrors } from '../shared/contract/evaluation.ts';
import type { CellErrors, ModelMetrics } from '../shared/contract/model.ts';
import { information, type LogText, warning } from './log-text.ts';
import { lossInWords } from './loss-in-words.ts';

export const describeResult = (metrics: ModelMetrics): readonly LogText[] => [
  ...describeKeptWeights(metrics),
  ...describeVerdict(metrics),
  ...describeIntervals(metrics.intervals),
];

/** The model by itself, beside nothing. */
export function describeKeptWeights(metrics: ModelMetrics): readonly LogText[] {
  return [
    {
      level: 'INFO',
      message:
        `Best epoch: ${metrics.best_epoch} of ${metrics.epochs_run}, validation loss ` +
        `${lossInWords(metrics.val_loss)}; its weights are the model`,
    },
    ...metrics.validation_cells.flatMap((cell) => describeCell(cell, metrics.split_by)),
    ...describeTest(metrics),
  ];
}

/** The figure that the list and the page show, in the same words. */
function describeTest({ test, measured_on: on }: ModelMetrics): readonly LogText[] {
  if (!test) {
    return on === 'validation'
      ? [information('These errors are those of cells that chose the epoch: a new cell is a little worse')]
      : [];
  }
  const cells = test.cells.map(
    (cell) =>
      `Test on "${cell.name}" (battery ${cell.battery_id}), which neither trained nor chose the epoch: ` +
      `${sohInWords(cell.soh)}; ${rulInWords(cell.rul)}`,
  );
  return cells.map(information);
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

function describeVerdict({
  test,
  validation_cells,
  references,
  ...metrics
}: ModelMetrics): readonly LogText[] {
  if (test) {
    const ofTest = { soh: { mape: test.soh_mape }, rul: { mae: test.rul_mae }, references: test.references };
    return verdictInLog(verdictOn({ overall: ofTest, cells: test.cells, cellWord: 'test cell' }));
  }
  const overall = { soh: { mape: metrics.val_soh_mape }, rul: { mae: metrics.val_rul_mae }, references };
  return verdictInLog(verdictOn({ overall, cells: validation_cells, cellWord: 'validation cell' }));
}

export const verdictInLog = (verdict: readonly VerdictSentence[]): readonly LogText[] =>
  verdict.map(({ sentence, isWarning }) => (isWarning ? warning(sentence) : information(sentence)));

export function describeIntervals(intervals: Intervals | null): readonly LogText[] {
  if (!intervals?.soh) return [];
  const { soh, rul, cells } = intervals;
  const ofRul = rul ? `, RUL ± ${rul.half_width.toFixed(0)} cycles${coverageInWords(rul.coverage)}` : '';
  const widths = `90 % intervals: SoH ± ${soh.half_width.toFixed(4)}${coverageInWords(soh.coverage)}${ofRul}`;
  if (cells > 1) return [information(`${widths}, from ${cells} validation cells`)];
  return [
    warning(
      `${widths}. One validation cell tells nothing about how much cells differ, so these intervals are a guess; ` +
        'validate on more cells for better ones.',
    ),
  ];
}

const coverageInWords = (coverage: number | null): string =>
  coverage === null
    ? ''
    : ` (held ${(100 * coverage).toFixed(0)} % of a cell’s rows when made from the others)`;
