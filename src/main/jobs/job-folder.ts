/** `<dataDir>/jobs/<id>`: all a trainer reads (spec.json, arrays/) and the only place where it writes. */
import { constants, copyFile, link, mkdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type JobSpec, jobSpecSchema, type SpecCell } from '../../shared/contract/job-spec.ts';
import { requireFolder } from '../files/probe-folder.ts';
import { isResult, removeJobFolder, removeOwn } from '../files/remove-job-folder.ts';
import { errorCode } from './explain-file-error.ts';
import { replaceFile } from '../../disk/replace-file.ts';

interface PreparedFolder {
  readonly path: string;
  /** What was asked for, or what the earlier start was told: the job goes on as it began. */
  readonly spec: JobSpec;
}

export interface JobFolders {
  pathOf(jobId: number): string;
  /**
   * Answers the folder of an earlier start, with its checkpoints, or a new one; in both all that a trainer needs is there.
   * Throws in plain words when an array file is missing, the file system's error otherwise, the signal's reason once it is
   * aborted; then nothing is left of a new one.
   */
  prepare(spec: JobSpec, signal: AbortSignal): Promise<PreparedFolder>;
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
  const remove = (jobId: number): Promise<void> => removeJobFolder(pathOf(jobId));
  return {
    pathOf,
    remove,
    prepare: async (wanted, signal) => {
      const path = pathOf(wanted.job_id);
      requireFolder(dataDir);
      const spec = await specToGoOnWith(path, wanted);
      if (spec === undefined) await remove(wanted.job_id);
      try {
        await fill(path, join(dataDir, 'arrays'), spec ?? wanted, signal);
        return { path, spec: spec ?? wanted };
      } catch (error) {
        if (spec === undefined) await remove(wanted.job_id);
        throw error;
      }
    },
    findFile: async (jobId, file) => {
      if (basename(file) !== file) return undefined;
      const path = join(pathOf(jobId), file);
      const found = await stat(path).catch(() => undefined);
      return found?.isFile() && found.size > 0 ? path : undefined;
    },
    removeResults: (jobId) => removeOwn(pathOf(jobId), isResult),
  };
}

/** What the program is and may use now is not the job's own. Undefined where there is no spec of the job to be read. */
async function specToGoOnWith(folder: string, wanted: JobSpec): Promise<JobSpec | undefined> {
  const text = await readFile(join(folder, 'spec.json'), 'utf8').catch(() => 'null');
  const { data } = jobSpecSchema.safeParse(parseJson(text));
  if (data?.job_id !== wanted.job_id) return undefined;
  return { ...data, program_version: wanted.program_version, thread_limit: wanted.thread_limit };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function fill(folder: string, arraysFolder: string, spec: JobSpec, signal: AbortSignal): Promise<void> {
  await mkdir(join(folder, 'arrays'), { recursive: true });
  const cellsByHash = new Map(spec.cells.map((cell) => [cell.dataset_hash, cell]));
  for (const cell of cellsByHash.values()) {
    signal.throwIfAborted();
    await placeArrays(cell, arraysFolder, join(folder, 'arrays'));
  }
  signal.throwIfAborted();
  await replaceFile(join(folder, 'spec.json'), `${JSON.stringify(spec, null, 2)}\n`);
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Linked where the file system can, so that jobs on the same cells share them; copied elsewhere. */
async function placeArrays(cell: SpecCell, from: string, to: string): Promise<void> {
  const file = `${cell.dataset_hash}.safetensors`;
  if (await isThere(join(to, file))) return;
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
