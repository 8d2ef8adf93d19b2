import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createJobStore } from '../../../../src/main/store/job-store.ts';
import { migrate } from '../../../../src/main/store/migrate.ts';
import { migrations } from '../../../../src/main/store/migrations/index.ts';
import { newModel } from '../../../support/sample-rows.ts';

const single = { ...newModel.metrics, val_soh_mape: 0.5, val_rul_mae: 5 };
const ridge = { name: 'ridge', soh: { mape: 0.75 } };
const folds = {
  kind: 'leave_one_battery_out',
  val_soh_mape: { mean: 1, deviation: 0.25 },
  val_rul_mae: { mean: 8, deviation: 2 },
  cells: [
    { ridge_soh_mape: { mean: 2 } },
    { ridge_soh_mape: { mean: null } },
    { ridge_soh_mape: { mean: 4 } },
  ],
};

test('jobs of before have what the list shows: from their epochs, cells and last event', () => {
  const database = new BetterSqlite3(':memory:');
  database.pragma('foreign_keys = ON');
  migrate(
    database,
    migrations.slice(
      0,
      migrations.findIndex(({ name }) => name.endsWith('job-results')),
    ),
  );
  const addJob = (status: 'succeeded' | 'failed', lastEvent: object): void => {
    const { lastInsertRowid: id } = database
      .prepare(
        `INSERT INTO jobs (status, algorithm, total_epochs, created_at, started_at, finished_at, error_message, hyperparams)
        VALUES (?, 'baseline', 3, 't', 't', 't', ?, '{}')`,
      )
      .run(status, status === 'failed' ? 'why' : null);
    for (const cell of [4, 5])
      database.prepare('INSERT INTO job_batteries VALUES (?, ?, ?)').run(id, cell, cell);
    for (const [epoch, loss] of [
      [1, 0.5],
      [2, 0.25],
      [3, null],
    ]) {
      database.prepare(`INSERT INTO job_epochs VALUES (?, ?, 1, ?, '{}')`).run(id, epoch, loss);
    }
    for (const event of [{ type: 'status' }, lastEvent]) {
      database.prepare('INSERT INTO job_events (job_id, event) VALUES (?, ?)').run(id, JSON.stringify(event));
    }
  };
  addJob('succeeded', { type: 'complete', final_metrics: { ...single, references: [ridge] } });
  addJob('succeeded', { type: 'complete', final_metrics: { ...single, references: [ridge], folds } });
  // As the first versions wrote it.
  addJob('succeeded', { type: 'complete', final_metrics: { val_soh_mape: 7 } });
  addJob('failed', { type: 'error', error_message: 'why' });
  migrate(database, migrations);

  const common = { cell_count: 2, best_val_loss: 0.25 };
  const none = { soh_error_deviation: null, rul_error_deviation: null };
  expect(createJobStore(database).findJobs([1, 2, 3, 4])).toMatchObject([
    { ...common, ...none, soh_error: 0.5, rul_error: 5, ridge_soh_error: 0.75 },
    {
      ...common,
      soh_error: 1,
      soh_error_deviation: 0.25,
      rul_error: 8,
      rul_error_deviation: 2,
      ridge_soh_error: 3,
    },
    { ...common, ...none, soh_error: 7, rul_error: null, ridge_soh_error: null },
    { ...common, ...none, soh_error: null, rul_error: null, ridge_soh_error: null },
  ]);
  database.close();
});
