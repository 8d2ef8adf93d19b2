/** A data folder with a long history: jobs that ended, written by the journal. */
import { join } from 'node:path';
import { createJobJournal } from '../../src/main/jobs/job-journal.ts';
import { createJobStores } from '../../src/main/store/job-stores.ts';
import { createModelStore } from '../../src/main/store/model-store.ts';
import { openDatabase } from '../../src/main/store/open-database.ts';
import { newJob, newModel, sampleEvaluation } from './sample-rows.ts';

/** Different for each job below 997, in no order: percent, with two decimals. */
export const sohErrorOf = (id: number): number => ((id * 577) % 997) / 100 + 0.01;

export const failureOfJob = (id: number): string => `The operator of rack ${id} pulled the plug`;

/** Ids from 1; every tenth failed, the others succeeded and left no model. Job 3 has a name of its own. */
export function fillWithJobs(dataDir: string, count: number): void {
  const database = openDatabase(join(dataDir, 'cellwright.db'));
  const stores = createJobStores(database);
  // Long ago, the program would clear them away.
  const startMs = Date.now() - 24 * 3_600_000;
  let seconds = 0;
  const journal = createJobJournal({
    stores,
    models: createModelStore(database),
    hub: { publish: () => undefined },
    now: () => new Date(startMs + 1000 * (seconds += 1)).toISOString(),
  });
  stores.inTransaction(() => {
    for (let made = 0; made < count; made += 1) {
      const { id } = journal.create({ ...newJob, model_name: made === 2 ? 'the needle' : null });
      journal.recordStarted(id);
      journal.recordPrepared(id, sampleEvaluation);
      const epoch = { epoch: 1, train_loss: 0.5, val_loss: sohErrorOf(id) / 10, terms: {} };
      journal.recordReport(id, { epochs: [epoch], logs: [] });
      if (id % 10 === 0) journal.recordFailed(id, failureOfJob(id));
      else {
        const metrics = { ...newModel.metrics, val_soh_mape: sohErrorOf(id), val_rul_mae: id };
        journal.recordSucceeded(id, { ...newModel, file: `${id}.safetensors`, metrics });
      }
    }
    database.exec('DELETE FROM models');
  });
  database.close();
}
