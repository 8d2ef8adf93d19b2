/** A data folder's history, written by the journal: a second apart, of yesterday, or the program would clear it away. */
import { join } from 'node:path';
import { createJobJournal, type JobJournal } from '../../src/main/jobs/job-journal.ts';
import { createJobStores } from '../../src/main/store/job-stores.ts';
import { createModelStore } from '../../src/main/store/model-store.ts';
import { type Database, openDatabase } from '../../src/main/store/open-database.ts';

/** In one transaction. */
export function writeHistory(
  dataDir: string,
  write: (journal: JobJournal, database: Database) => void,
): void {
  const database = openDatabase(join(dataDir, 'cellwright.db'));
  const stores = createJobStores(database);
  const startMs = Date.now() - 24 * 3_600_000;
  let seconds = 0;
  const journal = createJobJournal({
    stores,
    models: createModelStore(database),
    hub: { publish: () => undefined },
    now: () => new Date(startMs + 1000 * (seconds += 1)).toISOString(),
  });
  stores.inTransaction(() => write(journal, database));
  database.close();
}
