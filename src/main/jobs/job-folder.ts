/** `<dataDir>/jobs/<id>`: all a trainer reads (spec.json, arrays/) and the only place where it writes. */
import { constants, copyFile, link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { JobSpec, SpecCell } from '../../shared/contract/job-spec.ts';
import { errorCode } from './explain-file-error.ts';

export interface JobFolders {
  pathOf(jobId: number): string;
  /**
   * Makes the folder anew and answers its path. Throws in plain words when an array file is missing, the file
   * system's error otherwise; then nothing is left of the folder.
   */
  prepare(spec: JobSpec, signal: AbortSignal): Promise<string>;
  /** The path of a file that the trainer says it wrote; undefined unless it is there and not empty. */
  findFile(jobId: number, file: string): Promise<string | undefined>;
  /** Removes what the trainer wrote; the spec and the arrays stay. */
  removeResults(jobId: number): Promise<void>;
  /** A folder that is gone already is as good as removed. */
  remove(jobId: number): Promise<void>;
}

export function createJobFolders(dataDir: string): JobFolders {
  const root = join(dataDir, 'jobs');
  const pathOf = (jobId: number): string => join(root, String(jobId));
  const remove = (jobId: number): Promise<void> => removeTree(pathOf(jobId));
  return {
    pathOf,
    remove,
    prepare: async (spec, signal) => {
      try {
        await fill(pathOf(spec.job_id), join(dataDir, 'arrays'), spec, signal);
        return pathOf(spec.job_id);
      } catch (error) {
        await remove(spec.job_id);
        throw error;
      }
    },
    findFile: async (jobId, file) => {
      if (basename(file) !== file) return undefined;
      const path = join(pathOf(jobId), file);
      const found = await stat(path).catch(() => undefined);
      return found?.isFile() && found.size > 0 ? path : undefined;
    },
    removeResults: async (jobId) => {
      const names = await readdir(pathOf(jobId)).catch(() => []);
      const results = names.filter((name) => name !== 'spec.json' && name !== 'arrays');
      for (const name of results) await removeTree(join(pathOf(jobId), name));
    },
  };
}

const removeTree = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 3 });

async function fill(folder: string, arraysFolder: string, spec: JobSpec, signal: AbortSignal): Promise<void> {
  await removeTree(folder);
  await mkdir(join(folder, 'arrays'), { recursive: true });
  const cellsByHash = new Map(spec.cells.map((cell) => [cell.dataset_hash, cell]));
  for (const cell of cellsByHash.values()) {
    signal.throwIfAborted();
    await placeArrays(cell, arraysFolder, join(folder, 'arrays'));
  }
  signal.throwIfAborted();
  await writeFileAtomic(join(folder, 'spec.json'), `${JSON.stringify(spec, null, 2)}\n`);
}

/** Linked where the file system can, so that jobs on the same cells share them; copied elsewhere. */
async function placeArrays(cell: SpecCell, from: string, to: string): Promise<void> {
  const file = `${cell.dataset_hash}.safetensors`;
  try {
    await link(join(from, file), join(to, file)).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') throw error;
      return copyFile(join(from, file), join(to, file), constants.COPYFILE_EXCL);
    });
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    throw new Error(
      `the stored cycles of battery ${cell.battery_id} (${cell.name}) are missing: arrays/${file} is not in the ` +
        'data folder. Delete the battery, import its file again and create the job anew.',
      { cause: error },
    );
  }
}
