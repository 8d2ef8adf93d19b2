/** `<dataDir>/arrays`: one immutable file per cell content, written by importers, read by jobs and the API. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cellFileName } from './cell-file.ts';
import { type CellRows, readCapacity, readRows, type RowRange } from './read-cell-rows.ts';
import { createLock } from './lock.ts';

export interface ArrayFiles {
  pathOf(datasetHash: string): string;
  /** Runs `work` with an empty folder on the same disk, and removes the folder with what is left in it. */
  withStagingFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result>;
  /** One after the other, so that a file cannot vanish between its arrival and the row that names it. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Moves files from a staging folder to their place. */
  adopt(stagingFolder: string, datasetHashes: readonly string[]): Promise<void>;
  remove(datasetHash: string): Promise<void>;
  /** Cycle index and capacity of all rows. */
  readCapacity(datasetHash: string): Promise<Omit<CellRows, 'features'>>;
  readRows(datasetHash: string, range: RowRange): Promise<CellRows>;
  /** Removes what no battery names and what a crash left; to be called before the first import. */
  removeOrphans(knownHashes: readonly string[]): Promise<void>;
}

export function createArrayFiles(dataDir: string): ArrayFiles {
  const folder = join(dataDir, 'arrays');
  const pathOf = (datasetHash: string): string => join(folder, cellFileName(datasetHash));
  return {
    pathOf,
    withStagingFolder: async (work) => {
      const stagingFolder = join(folder, `staging-${randomUUID()}`);
      await mkdir(stagingFolder, { recursive: true });
      try {
        return await work(stagingFolder);
      } finally {
        await rm(stagingFolder, { recursive: true, force: true, maxRetries: 3 });
      }
    },
    exclusively: createLock(),
    adopt: async (stagingFolder, datasetHashes) => {
      for (const hash of new Set(datasetHashes))
        await rename(join(stagingFolder, cellFileName(hash)), pathOf(hash));
    },
    remove: (datasetHash) => rm(pathOf(datasetHash), { force: true, maxRetries: 3 }),
    readCapacity: (datasetHash) => readCapacity(pathOf(datasetHash)),
    readRows: (datasetHash, range) => readRows(pathOf(datasetHash), range),
    removeOrphans: (knownHashes) => removeOrphans(folder, knownHashes),
  };
}

async function removeOrphans(folder: string, knownHashes: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const known = new Set(knownHashes.map(cellFileName));
  const orphans = (await readdir(folder)).filter((name) => !known.has(name));
  for (const name of orphans) await rm(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
}
