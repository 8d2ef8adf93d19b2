/** Opens the data folder of this start: judged first, then its database, then the tie between the two. */
import { join } from 'node:path';
import { inspectDataFolder } from '../files/inspect-data-folder.ts';
import { type RecoveryChoice, refuseDataFolder } from '../files/judge-data-folder.ts';
import { createFolderStateStore } from '../store/folder-state.ts';
import { type Database, openDatabase } from '../store/open-database.ts';
import { StoreError } from '../store/store-error.ts';
import { joinDataFolder, type Membership } from './join-data-folder.ts';
import { setDatabaseAside } from './set-database-aside.ts';

export interface OpenFolderParts {
  readonly dataDir: string;
  readonly choice: RecoveryChoice;
  readonly now: () => string;
  readonly reportError: (error: unknown) => void;
}

export interface OpenFolder {
  readonly database: Database;
  readonly membership: Membership;
}

/** Throws in a sentence for the user, with nothing changed, where the folder and its database do not go together. */
export async function openDataFolder(parts: OpenFolderParts): Promise<OpenFolder> {
  const { dataDir, choice } = parts;
  const facts = inspectDataFolder(dataDir);
  const refusal = refuseDataFolder(dataDir, facts, choice);
  if (refusal !== undefined) throw new StoreError(refusal, { isLost: true });
  const isNew = facts.marker === undefined && facts.kept.length === 0;
  const database = await openOrReplace(parts, choice.adopt || isNew);
  try {
    const state = createFolderStateStore(database);
    return { database, membership: await joinDataFolder({ ...parts, state, adopts: choice.adopt }) };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Who asked for what the folder holds gets a new database where the old one cannot be read; the old one is kept. */
async function openOrReplace(
  { dataDir, choice, now }: OpenFolderParts,
  mayBeNew: boolean,
): Promise<Database> {
  const path = join(dataDir, 'cellwright.db');
  try {
    return openDatabase(path, { mayBeNew });
  } catch (error) {
    if (!choice.adopt || !(error instanceof StoreError && error.isLost)) throw error;
    await setDatabaseAside(dataDir, { now: now(), why: 'it was damaged, and the start was told to adopt' });
    return openDatabase(path);
  }
}
