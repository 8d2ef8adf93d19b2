/** A data folder with a long history: jobs that ended, written by the journal. */
import { newJob, newModel, sampleEvaluation } from './sample-rows.ts';
import { writeHistory } from './write-history.ts';

/** Different for each job below 997, in no order: percent, with two decimals. */
export const sohErrorOf = (id: number): number => ((id * 577) % 997) / 100 + 0.01;

export const failureOfJob = (id: number): string => `The operator of rack ${id} pulled the plug`;

/** Ids from 1; every tenth failed, the others succeeded and left no model. Job 3 has a name of its own. */
export function fillWithJobs(dataDir: string, count: number): void {
  writeHistory(dataDir, (journal, database) => {
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
}
