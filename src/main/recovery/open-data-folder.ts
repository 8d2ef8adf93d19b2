/** Opens the data folder of this start: judged, restored where that was asked for, then its database and their tie. */
import { join } from 'node:path';
import type { BackupFiles } from '../files/backup-files.ts';
import { readMarker } from '../files/data-folder-marker.ts';
import { inspectDataFolder } from '../files/inspect-data-folder.ts';
import { type RecoveryChoice, refuseDataFolder } from '../files/judge-data-folder.ts';
import { createFolderStateStore } from '../store/folder-state.ts';
import { type Database, openDatabase } from '../store/open-database.ts';
import { StoreError } from '../store/store-error.ts';
import { backUpBeforeUpdate } from './backup-before-update.ts';
import type { HealthBook } from './health-book.ts';
import { joinDataFolder, type Membership } from './join-data-folder.ts';
import { refuseChanged } from './refuse-changed.ts';
import { restoreBackup } from './restore-backup.ts';
import { setDatabaseAside } from './set-database-aside.ts';
import type { CopyVerifier } from './verify-in-thread.ts';

export interface OpenFolderParts {
  readonly dataDir: string;
  readonly choice: RecoveryChoice;
  readonly files: BackupFiles;
  readonly verifier: CopyVerifier;
  readonly now: () => string;
  readonly warn: (message: string) => void;
  readonly reportError: (error: unknown) => void;
  /** Told whether the whole database was looked through. */
  readonly onChecked: (isWhole: boolean) => void;
  readonly setProblem: HealthBook['setProblem'];
}

export interface OpenFolder {
  readonly database: Database;
  readonly membership: Membership;
  /** What no row knows shall be taken in. */
  readonly adopts: boolean;
}

/** Throws in a sentence for the user, with nothing changed, where the folder and its database do not go together. */
export async function openDataFolder(parts: OpenFolderParts): Promise<OpenFolder> {
  const { dataDir, choice } = parts;
  const wasRestored = await restoreIfAsked(parts);
  const adopts = choice.adopt || wasRestored;
  const facts = inspectDataFolder(dataDir);
  const refusal = refuseDataFolder(dataDir, facts, { adopt: adopts, restore: undefined });
  if (refusal !== undefined) throw new StoreError(refusal, { isLost: true });
  if (!adopts) await refuseChanged(dataDir, facts.marker, parts.warn);
  const isNew = facts.marker === undefined && facts.kept.length === 0;
  const database = await openOrReplace(parts, choice.adopt || isNew);
  try {
    const state = createFolderStateStore(database);
    const membership = await joinDataFolder({ ...parts, state, adopts });
    if (membership.restoreAtNextStart() !== undefined) {
      await membership.note({ restore_at_next_start: undefined });
    }
    return { database, membership, adopts };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The command line comes first. A copy that was chosen on the page and cannot be used stops no start. */
async function restoreIfAsked(parts: OpenFolderParts): Promise<boolean> {
  const { choice, dataDir, warn, setProblem } = parts;
  if (choice.restore !== undefined) {
    await restoreBackup({ ...parts, wanted: choice.restore });
    return true;
  }
  const marker = readMarker(dataDir);
  const wanted = marker === 'broken' ? undefined : marker?.restore_at_next_start;
  if (wanted === undefined) return false;
  try {
    await restoreBackup({ ...parts, wanted });
    return true;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    warn(error.message);
    setProblem('restore', error.message);
    return false;
  }
}

/** Who asked for what the folder holds gets a new database where the old one cannot be read; the old one is kept. */
async function openOrReplace(parts: OpenFolderParts, mayBeNew: boolean): Promise<Database> {
  const { dataDir, choice, now } = parts;
  const path = join(dataDir, 'cellwright.db');
  try {
    return openDatabase(path, {
      mayBeNew,
      onChecked: parts.onChecked,
      beforeUpdate: () => backUpBeforeUpdate(dataDir, now()),
    });
  } catch (error) {
    if (!choice.adopt || !(error instanceof StoreError && error.isLost)) throw error;
    await setDatabaseAside(dataDir, { now: now(), why: 'it was damaged, and the start was told to adopt' });
    return openDatabase(path);
  }
}
