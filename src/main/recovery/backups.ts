/** Makes backups: one a day, and when asked. One at a time, each verified before it counts. */
import type { Backup, BackupList } from '../../shared/contract/backup.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import type { BackupFiles } from '../files/backup-files.ts';
import { createLock } from '../files/lock.ts';
import { copyDatabase } from '../store/copy-database.ts';
import type { Database } from '../store/open-database.ts';
import type { HealthBook } from './health-book.ts';
import type { Membership } from './join-data-folder.ts';
import type { CopyVerifier } from './verify-in-thread.ts';

export interface BackupsParts {
  readonly database: Database;
  readonly files: BackupFiles;
  readonly verifier: CopyVerifier;
  readonly membership: Pick<Membership, 'note' | 'restoreAtNextStart'>;
  /** UTC, ISO 8601 */
  readonly now: () => string;
  readonly reportError: (error: unknown) => void;
  readonly setProblem: HealthBook['setProblem'];
  /** The start looked through all of the database; else a copy of it is looked through soon. */
  readonly wasCheckedWhole: boolean;
}

export interface Backups {
  list(): Promise<BackupList>;
  /** Throws CONFLICT where the copy is damaged, as the database then is. */
  make(reason: 'daily' | 'asked'): Promise<Backup>;
  /** Throws RESOURCE_NOT_FOUND. */
  restoreAtNextStart(file: string): Promise<BackupList>;
  /** One a day from now on; answers how to end that and what is under way. */
  start(): () => Promise<void>;
}

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
/** A start has other things to do; who starts and stops in between has nothing new to lose. */
const firstLookMs = 60_000;

export function createBackups(parts: BackupsParts): Backups {
  const { files, membership } = parts;
  const oneAtATime = createLock();
  const ending = new AbortController();
  const list = async (): Promise<BackupList> => ({
    items: [...(await files.list())],
    restore_at_next_start: membership.restoreAtNextStart() ?? null,
  });
  const make = (reason: Backup['reason']): Promise<Backup> =>
    oneAtATime(() => makeOne(parts, reason, ending.signal));
  let isChecked = parts.wasCheckedWhole;
  const makeIfDue = async (): Promise<void> => {
    const [newest] = await files.list();
    const age = newest ? Date.parse(parts.now()) - Date.parse(newest.created_at) : Infinity;
    if (age < dayMs && isChecked) return;
    await make('daily');
    isChecked = true;
  };
  return {
    list,
    make,
    restoreAtNextStart: async (file) => {
      const { items } = await list();
      const chosen = file === 'newest' ? items[0] : items.find((backup) => backup.file === file);
      if (!chosen) throw new AppError('RESOURCE_NOT_FOUND', `There is no backup called ${file}`);
      await membership.note({ restore_at_next_start: chosen.file });
      return list();
    },
    start: () => startDaily(parts, makeIfDue, ending),
  };
}

function startDaily(
  { reportError, setProblem, verifier }: BackupsParts,
  makeIfDue: () => Promise<void>,
  ending: AbortController,
): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    last = last.then(makeIfDue).catch((error: unknown) => {
      if (ending.signal.aborted) return;
      reportError(error);
      const reason = error instanceof Error ? error.message : String(error);
      setProblem('backup', `The database could not be backed up: ${reason}`);
    });
  };
  const first = setTimeout(look, firstLookMs).unref();
  const timer = setInterval(look, hourMs).unref();
  return async () => {
    clearTimeout(first);
    clearInterval(timer);
    ending.abort(new AppError('SHUTTING_DOWN', 'The program is shutting down; ask again after its start'));
    await verifier.stop();
    await last;
  };
}

async function makeOne(parts: BackupsParts, reason: Backup['reason'], signal: AbortSignal): Promise<Backup> {
  const { files, verifier } = parts;
  const path = await files.newUnfinished();
  const created_at = parts.now();
  await copyDatabase(parts.database, path, signal);
  const verdict = await verifier.verify(path);
  if (verdict.type === 'sound') {
    parts.setProblem('database', null);
    parts.setProblem('backup', null);
    return files.keep(path, { created_at, reason, hash: verdict.hash });
  }
  const message = `The database is damaged (${verdict.reason}), so its copy was not kept. Restore an earlier backup: its next start does it, or --restore`;
  parts.setProblem('database', message);
  throw new AppError('CONFLICT', message);
}
