/** `<dataDir>/arrays`: one immutable file per cell content, read by jobs and the API, and its curves beside it, if any. */
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cellFileName } from '../../stored-cells/cell-file.ts';
import { curvesFileName } from '../../stored-cells/curves-file.ts';
import { type CellRows, readCapacity, readRows } from '../../stored-cells/read-cell-rows.ts';
import type { RowRange } from '../../stored-cells/read-tensors.ts';
import { type CycleCurves, readCurves } from '../../stored-cells/read-curves.ts';
import { createFileCheck } from '../../stored-cells/stored-file.ts';
import { createLock } from './lock.ts';
import { moveFile } from '../../disk/move-file.ts';

export interface ArrayFiles {
  pathOf(datasetHash: string): string;
  /** Runs `work` with an empty folder on the same disk, and removes the folder with what is left in it. */
  withStagingFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result>;
  /** One after the other, so that a file cannot vanish between its arrival and the row that names it. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Moves files from a staging folder to their place. */
  adopt(stagingFolder: string, datasetHashes: readonly string[]): Promise<void>;
  remove(datasetHash: string): Promise<void>;
  /** Cycle index and capacity of all rows. All three throw DamagedFile for a file that has changed since it was stored. */
  readCapacity(datasetHash: string): Promise<Omit<CellRows, 'features'>>;
  readRows(datasetHash: string, range: RowRange): Promise<CellRows>;
  /** One per row; empty where the file that was imported had none. `curvesHash`: null where it is not known. */
  readCurves(
    datasetHash: string,
    range: RowRange,
    curvesHash: string | null,
  ): Promise<readonly CycleCurves[]>;
}

export function createArrayFiles(dataDir: string): ArrayFiles {
  const folder = join(dataDir, 'arrays');
  const pathOf = (datasetHash: string): string => join(folder, cellFileName(datasetHash));
  const curvesPathOf = (datasetHash: string): string => join(folder, curvesFileName(datasetHash));
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
      for (const hash of new Set(datasetHashes)) {
        await moveFile(join(stagingFolder, curvesFileName(hash)), curvesPathOf(hash)).catch(unlessMissing);
        await moveFile(join(stagingFolder, cellFileName(hash)), pathOf(hash));
      }
    },
    remove: async (datasetHash) => {
      await rm(curvesPathOf(datasetHash), { force: true, maxRetries: 3 });
      await rm(pathOf(datasetHash), { force: true, maxRetries: 3 });
    },
    ...cellReader(pathOf, curvesPathOf),
  };
}

function cellReader(
  pathOf: (datasetHash: string) => string,
  curvesPathOf: (datasetHash: string) => string,
): Pick<ArrayFiles, 'readCapacity' | 'readRows' | 'readCurves'> {
  const check = createFileCheck();
  return {
    readCapacity: async (datasetHash) => {
      await check(pathOf(datasetHash), datasetHash);
      return readCapacity(pathOf(datasetHash));
    },
    readRows: async (datasetHash, range) => {
      await check(pathOf(datasetHash), datasetHash);
      return readRows(pathOf(datasetHash), range);
    },
    readCurves: async (datasetHash, range, curvesHash) => {
      const path = curvesPathOf(datasetHash);
      // One whose hash is known was there.
      await check(path, curvesHash).catch(curvesHash === null ? unlessMissing : rethrow);
      return readCurves(path, range);
    },
  };
}

function rethrow(error: unknown): never {
  throw error;
}

/** Most files bring no curves. */
function unlessMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
