/** What a log says of several runs after the last epoch: every cell with its errors, all together, and which run is kept. */
import type { FoldsSummary } from '../../shared/contract/evaluation.ts';
import { information, type LogText } from '../log-text.ts';
import { lossInWords } from '../loss-in-words.ts';

type Spread = FoldsSummary['val_loss'];
type Cell = FoldsSummary['cells'][number];

export function describeFolds(folds: FoldsSummary, keptName: string): readonly LogText[] {
  const { cells, runs } = folds;
  const overall = [
    `SoH off by ${spread(folds.val_soh_mape, percent)}`,
    ...(folds.val_rul_mae.mean === null ? [] : [`RUL off by ${spread(folds.val_rul_mae, cycles)}`]),
    `validation loss ${spread(folds.val_loss, lossInWords)}`,
  ];
  return [
    information(titleOf(folds)),
    ...cells.map((cell) => information(cellInWords(cell))),
    information(`Over the ${runs.length} runs: ${overall.join(', ')}`),
    ...ridgeInWords(cells),
    ...intervalsInWords(folds),
    information(
      `The model is ${keptName}, the run with the median validation loss; what follows are its own figures`,
    ),
  ];
}

function titleOf({ kind, runs }: FoldsSummary): string {
  return kind === 'leave_one_battery_out'
    ? 'Each battery, predicted by the run that was trained without it:'
    : `Each validation battery, mean ± standard deviation over ${runs.length} seeds:`;
}

function cellInWords({ battery_id, name, soh_mape, soh_mae, rul_mae, ridge_soh_mape }: Cell): string {
  const soh =
    soh_mape.mean === null
      ? 'its SoH is unknown'
      : `SoH off by ${spread(soh_mape, percent)} (MAE ${spread(soh_mae, (value) => value.toFixed(4))})`;
  const rul = rul_mae.mean === null ? [] : [`RUL off by ${spread(rul_mae, cycles)}`];
  const ridge = ridge_soh_mape.mean === null ? [] : [`ridge regression ${spread(ridge_soh_mape, percent)}`];
  return `"${name}" (battery ${battery_id}): ${[soh, ...rul, ...ridge].join('; ')}`;
}

/** On how many cells the simplest serious competitor comes nearer on average. */
function ridgeInWords(cells: readonly Cell[]): readonly LogText[] {
  const compared = cells.flatMap(({ soh_mape, ridge_soh_mape }) =>
    soh_mape.mean === null || ridge_soh_mape.mean === null
      ? []
      : [{ model: soh_mape.mean, ridge: ridge_soh_mape.mean }],
  );
  if (compared.length === 0) return [];
  const lost = compared.filter(({ model, ridge }) => ridge < model).length;
  return [information(`Ridge regression is nearer to the SoH on ${lost} of ${compared.length} batteries`)];
}

const intervalsInWords = ({ kind, cells }: FoldsSummary): readonly LogText[] =>
  kind === 'leave_one_battery_out'
    ? [
        information(
          `The intervals below are made from all ${cells.length} batteries, each with the errors of the run that was ` +
            'trained without it',
        ),
      ]
    : [];

/** `0.70 ± 0.21 %` */
function spread({ mean, deviation }: Spread, format: (value: number) => string): string {
  if (mean === null) return 'unknown';
  if (deviation === null) return format(mean);
  const [number, ...unit] = format(mean).split(' ');
  return [number, '±', format(deviation).split(' ')[0], ...unit].join(' ');
}

const percent = (value: number): string => `${value.toFixed(2)} %`;
const cycles = (value: number): string => `${value.toFixed(0)} cycles`;
