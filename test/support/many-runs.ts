/** Runs to compare, written by the journal: unequal cells, folds and algorithms, none of them trained. */
import type { JobJournal } from '../../src/main/jobs/job-journal.ts';
import type { FoldsSummary } from '../../src/shared/contract/evaluation.ts';
import type { CellErrors } from '../../src/shared/contract/model.ts';
import { newJob, newModel, sampleEvaluation } from './sample-rows.ts';
import { writeHistory } from './write-history.ts';

const algorithms = ['baseline', 'bilstm', 'deephpm'] as const;
const epochCount = 30;
const cellCount = 5;

/** Ids from 1. Every fifth leaves each cell out once; every seventh failed; the cells differ from run to run. */
export function fillWithRuns(dataDir: string, count: number): void {
  writeHistory(dataDir, (journal) => {
    for (let made = 1; made <= count; made += 1) writeRun(journal, made);
  });
}

function writeRun(journal: JobJournal, made: number): void {
  const algorithm = algorithms[made % 3] ?? 'baseline';
  const validation = Array.from({ length: 1 + (made % 3) }, (_, index) => 1 + ((made + index) % cellCount));
  const cells = [...new Set([...validation, 1 + ((made + 3) % cellCount)])];
  const hyperparams = { epochs: epochCount, learning_rate: made / 1000, seed: made % 4 };
  const { id } = journal.create({
    ...newJob,
    ...{ algorithm, hyperparams, battery_ids: cells, total_epochs: epochCount },
    model_name: `run-${made}`,
  });
  journal.recordStarted(id);
  journal.recordPrepared(id, { ...sampleEvaluation, leakage: [] });
  journal.recordReport(id, { epochs: lossesOf(made), logs: [] });
  if (made % 7 === 0) {
    journal.recordFailed(id, 'The loss became NaN in epoch 31: lower learning_rate');
    return;
  }
  const folds = made % 5 === 0 ? foldsOf(cells, made) : null;
  journal.recordSucceeded(id, {
    ...newModel,
    ...{ algorithm, hyperparams, battery_ids: cells, job_id: id, name: `run-${made}` },
    file: `${id}.safetensors`,
    metrics: {
      ...newModel.metrics,
      split_by: 'battery',
      training_cells: cells.filter((cell) => !validation.includes(cell)),
      validation_cells: validation.map((cell) => errorsOf(cell, made)),
      folds,
    },
  });
}

/** Falling, never smooth, different for each run; with folds' deviations where it has some. */
const lossesOf = (made: number) =>
  Array.from({ length: epochCount }, (_, index) => {
    const val_loss = (0.02 + made / 500) * (1 + 10 / (index + 1) + 0.3 * Math.sin(made * 7 + index * 3));
    const terms = { val_soh_mape: 20 * val_loss, val_loss_deviation: made % 5 === 0 ? val_loss / 4 : null };
    return { epoch: index + 1, train_loss: val_loss / 2, val_loss, terms };
  });

const nameOfCell = (cell: number): string => `XJTU 2C_battery-${cell}`;

function errorsOf(cell: number, made: number): CellErrors {
  const target = (scale: number) => ({
    rows: 100,
    mae: (scale * (cell + made)) / 1000,
    rmse: (scale * (cell + made)) / 700,
    mape: (cell + made) / 10,
    r2: 0.9,
  });
  const ridge = { name: 'ridge' as const, soh: target(1.2), rul: target(1200) };
  return { battery_id: cell, name: nameOfCell(cell), soh: target(1), rul: target(1000), references: [ridge] };
}

function foldsOf(cells: readonly number[], made: number): FoldsSummary {
  const spread = (mean: number) => ({ mean, deviation: mean / 5 });
  const run = { seed: 1, best_epoch: 12, val_loss: 0.02, val_soh_mape: made / 10, val_rul_mae: made };
  return {
    kind: 'leave_one_battery_out',
    runs: cells.map((cell) => ({ ...run, validation_cells: [cell] })),
    kept_run: 0,
    val_loss: spread(0.02),
    val_soh_mape: spread(made / 10),
    val_rul_mae: spread(made),
    cells: cells.map((cell) => ({
      battery_id: cell,
      name: nameOfCell(cell),
      runs: 1,
      soh_mape: spread((cell + made) / 10),
      soh_mae: spread((cell + made) / 1000),
      rul_mae: spread(cell + made),
      ridge_soh_mape: spread((cell + made) / 8),
    })),
  };
}
