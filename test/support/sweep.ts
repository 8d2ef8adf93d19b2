/** The sweep of a start over a data folder, with what its rows know. */
import { createBatteryStore } from '../../src/main/store/battery-store.ts';
import { createEvaluationStore } from '../../src/main/store/evaluation-store.ts';
import { createJobStores } from '../../src/main/store/job-stores.ts';
import { createModelStore } from '../../src/main/store/model-store.ts';
import type { Database } from '../../src/main/store/open-database.ts';
import { type KnownFiles, sweepLeftovers } from '../../src/main/recovery/sweep-leftovers.ts';

/** A second on, so that what was written just now is older than the start. Answers the paths that were moved. */
export function sweepFolder(dataDir: string, known: KnownFiles): Promise<readonly string[]> {
  const log = { info: () => undefined, warn: () => undefined };
  return sweepLeftovers({ dataDir, known, startedAtMs: Date.now() + 1000, seenDays: 1, log });
}

export const knownTo = (database: Database): KnownFiles => ({
  datasetHashes: createBatteryStore(database).listDatasetHashes(),
  modelFiles: createModelStore(database).listModelFiles(),
  evaluationFiles: createEvaluationStore(database).listEvaluationFiles(),
  jobIds: createJobStores(database).jobs.listIds(),
});

export const nothingKnown: KnownFiles = {
  datasetHashes: [],
  modelFiles: [],
  evaluationFiles: [],
  jobIds: [],
};
