/** What a log says of several runs after the last epoch: every cell with its errors, and all together. */
import type { FoldsSummary } from '../../shared/contract/evaluation.ts';
import { runPlans } from '../../shared/contract/run-plans/index.ts';
import { information, type LogText } from '../log-text.ts';
import { lossInWords } from '../loss-in-words.ts';

type Spread = FoldsSummary['val_loss'];
type Cell = FoldsSummary['cells'][number];

export function describeFolds(folds: FoldsSummary): readonly LogText[] {
  const { cells, runs } = folds;
  const overall = [
    `SoH off by ${spread(folds.val_soh_mape, percent)}`,
    ...(folds.val_rul_mae.mean === null ? [] : [`RUL off by ${spread(folds.val_rul_mae, cycles)}`]),
    `validation loss ${spread(folds.val_loss, lossInWords)}`,
  ];
  return [
    information(runPlans[folds.kind].cellsTitle(runs.length)),
    ...cells.map((cell) => information(cellInWords(cell))),
    information(`Over the ${runs.length} runs: ${overall.join(', ')}`),
  ];
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

/** `0.70 ± 0.21 %` */
function spread({ mean, deviation }: Spread, format: (value: number) => string): string {
  if (mean === null) return 'unknown';
  // Ridge regression has no seed.
  if (deviation === null || deviation === 0) return format(mean);
  const [number, ...unit] = format(mean).split(' ');
  return [number, '±', format(deviation).split(' ')[0], ...unit].join(' ');
}

const percent = (value: number): string => `${value.toFixed(2)} %`;
const cycles = (value: number): string => `${value.toFixed(0)} cycles`;
