/** A data folder with a long history: jobs that ended, each with its log and a few epochs, written by the journal. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJobJournal, type JobJournal } from '../src/main/jobs/job-journal.ts';
import { createJobStores } from '../src/main/store/job-stores.ts';
import { createModelStore } from '../src/main/store/model-store.ts';
import { openDatabase } from '../src/main/store/open-database.ts';
import { algorithms } from './shapes.ts';

const epochsPerJob = 3;

/** Answers the folder; whoever asked for it removes it. */
export async function fillJobStore(jobCount: number): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cellwright-bench-'));
  const database = openDatabase(join(dataDir, 'cellwright.db'));
  const stores = createJobStores(database);
  const journal = createJobJournal({
    stores,
    models: createModelStore(database),
    hub: { publish: () => undefined },
    now: () => new Date().toISOString(),
  });
  stores.inTransaction(() => {
    for (let index = 0; index < jobCount; index++) addEndedJob(journal, index);
  });
  database.close();
  return dataDir;
}

function addEndedJob(journal: JobJournal, index: number): void {
  const algorithm = algorithms[index % algorithms.length] ?? 'baseline';
  const job = { algorithm, hyperparams: {}, battery_ids: [1], model_name: null, total_epochs: epochsPerJob };
  const { id } = journal.create(job);
  journal.recordStarted(id);
  const epochs = Array.from({ length: epochsPerJob }, (_, epoch) => {
    const loss = 1 / (epoch + 1);
    return { epoch: epoch + 1, train_loss: loss, val_loss: loss, terms: { data_loss: loss } };
  });
  journal.recordReport(id, { epochs, logs: [] });
  if (index % 2 === 0) journal.recordStopped(id);
  else journal.recordFailed(id, 'ended by the benchmark');
}
