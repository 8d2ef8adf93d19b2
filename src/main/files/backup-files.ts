/** `<dataDir>/backups`: verified copies of the database. Their names say when, why, and the hash they must have. */
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backup } from '../../shared/contract/backup.ts';
import { moveFile } from '../../disk/move-file.ts';

const keptBackups = 7;

const namePattern =
  /^cellwright-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(daily|asked|update)-([0-9a-f]{16})\.db$/;

export interface BackupFiles {
  /** Newest first. */
  list(): Promise<readonly Backup[]>;
  pathOf(name: string): string;
  /** Where a copy is written before it is verified. */
  newUnfinished(): Promise<string>;
  /** Gives a verified copy its name, and removes what is older than the newest seven. */
  keep(unfinished: string, facts: Pick<Backup, 'created_at' | 'reason'> & { hash: string }): Promise<Backup>;
}

export function createBackupFiles(dataDir: string): BackupFiles {
  const folder = join(dataDir, 'backups');
  const pathOf = (name: string): string => join(folder, name);
  const list = async (): Promise<readonly Backup[]> => {
    const names = existsSync(folder) ? await readdir(folder) : [];
    const found = await Promise.all(names.map((name) => describe(folder, name)));
    return found
      .filter((backup) => backup !== undefined)
      .sort((one, other) => other.created_at.localeCompare(one.created_at));
  };
  return {
    list,
    pathOf,
    newUnfinished: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = pathOf('unfinished.part');
      for (const ending of ['', '-journal', '-wal', '-shm']) await rm(path + ending, { force: true });
      return path;
    },
    keep: async (unfinished, { created_at, reason, hash }) => {
      const time = created_at.replace(/[-:]|\.\d+/g, '');
      const name = `cellwright-${time}-${reason}-${hash.slice(0, 16)}.db`;
      await flush(unfinished);
      await moveFile(unfinished, pathOf(name));
      const surplus = (await list()).slice(keptBackups);
      for (const old of surplus) await rm(pathOf(old.file), { force: true });
      const { size } = await stat(pathOf(name));
      return { file: name, created_at, reason, bytes: size };
    },
  };
}

/** The first half of the SHA-256 that the file must have; undefined for another name. */
export const hashInBackupName = (name: string): string | undefined => namePattern.exec(name)?.[8];

async function describe(folder: string, name: string): Promise<Backup | undefined> {
  const found = namePattern.exec(name);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, reason] = found;
  const { size } = await stat(join(folder, name));
  return {
    file: name,
    created_at: `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`,
    reason: reason === 'daily' || reason === 'update' ? reason : 'asked',
    bytes: size,
  };
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
