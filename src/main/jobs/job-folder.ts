/** `<dataDir>/jobs/<id>`: all a trainer reads (spec.json, arrays/) and the only place where it writes. */
import { constants, copyFile, link, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type JobSpec, jobSpecSchema, type SpecCell } from '../../shared/contract/job-spec.ts';
import { requireFolder } from '../files/probe-folder.ts';
import { isResult, removeJobFolder, removeOwn } from '../files/remove-job-folder.ts';
import { hashOfBytes } from '../../stored-cells/stored-file.ts';
import { errorCode } from './explain-file-error.ts';
import { replaceFile } from '../../disk/replace-file.ts';

interface PreparedFolder {
  readonly path: string;
  /** What was asked for, or what the earlier start was told: the job goes on as it began. */
  readonly spec: JobSpec;
  /** The spec of an earlier start could not be used; the job goes on as its row says. */
  readonly wasDamaged: boolean;
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
  /** Removes what the trainer wrote but for a file that is to be kept; the spec and the arrays stay. */
  removeResults(jobId: number, kept?: string): Promise<void>;
  /** Why no further training can go on from this one, in words; undefined where one can. */
  whyNotGoOn(jobId: number): Promise<string | undefined>;
  /**
   * Makes the folder of a job that goes on with the training of another up to `epochs`: its spec, arrays and checkpoint.
   * A folder that is whole already stays. Throws in plain words where the other one is gone.
   */
  goOnFrom(otherId: number, jobId: number, epochs: number): Promise<void>;
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
      const found = await specToGoOnWith(path, wanted);
      const spec = found === 'damaged' ? wanted : (found ?? wanted);
      const isNew = found === undefined;
      if (isNew) await remove(wanted.job_id);
      try {
        await fill(path, join(dataDir, 'arrays'), spec, signal);
        return { path, spec, wasDamaged: found === 'damaged' };
      } catch (error) {
        if (isNew) await remove(wanted.job_id);
        throw error;
      }
    },
    findFile: async (jobId, file) => {
      if (basename(file) !== file) return undefined;
      const path = join(pathOf(jobId), file);
      const found = await stat(path).catch(() => undefined);
      return found?.isFile() && found.size > 0 ? path : undefined;
    },
    ...furtherTraining(pathOf),
    removeResults: (jobId, kept) => removeOwn(pathOf(jobId), (name) => isResult(name) && name !== kept),
  };
}

/** Of the contract of checkpoints: what a trainer goes on from. */
export const checkpointFile = 'checkpoint.safetensors';

function furtherTraining(pathOf: (jobId: number) => string): Pick<JobFolders, 'whyNotGoOn' | 'goOnFrom'> {
  return {
    whyNotGoOn: async (jobId) => {
      const folder = pathOf(jobId);
      const isWhole = (await isThere(join(folder, checkpointFile))) && (await readSpec(folder)) !== undefined;
      return isWhole ? undefined : 'its last checkpoint was not kept';
    },
    goOnFrom: async (otherId, jobId, epochs) => {
      const [from, to] = [pathOf(otherId), pathOf(jobId)];
      if ((await readSpec(to)) !== undefined) return;
      const spec = await readSpec(from);
      if (!spec) {
        throw new Error(`the folder of job ${otherId}, from which it goes on, is gone; start it anew`);
      }
      await mkdir(join(to, 'arrays'), { recursive: true });
      for (const file of await readdir(join(from, 'arrays'))) {
        await linkOrCopy(join(from, 'arrays', file), join(to, 'arrays', file));
      }
      await linkOrCopy(join(from, checkpointFile), join(to, checkpointFile));
      const hyperparams = { ...spec.hyperparams, epochs };
      await writeSpec(to, jobSpecSchema.parse({ ...spec, job_id: jobId, hyperparams }));
    },
  };
}

/** One that is there already stays. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  if (await isThere(to)) return;
  await link(from, to).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') throw error;
    return copyFile(from, to, constants.COPYFILE_EXCL);
  });
}

/** A kill between the two leaves a spec that counts as damaged, and is the one of the row. */
async function writeSpec(folder: string, spec: JobSpec): Promise<void> {
  const text = `${JSON.stringify(spec, null, 2)}\n`;
  await replaceFile(join(folder, specFile), text);
  await replaceFile(join(folder, sealFile), `${hashOfBytes(Buffer.from(text))}\n`);
}

async function readSpec(folder: string): Promise<JobSpec | undefined> {
  const text = await readFile(join(folder, specFile), 'utf8').catch(() => 'null');
  return jobSpecSchema.safeParse(parseJson(text)).data;
}

/**
 * What the program is and may use now is not the job's own. Undefined where the folder is new; `damaged` where there is no
 * spec of the job to be read, or it is not the one that was written. What the folder holds of a training is judged by the
 * trainer, which knows what it was of.
 */
async function specToGoOnWith(folder: string, wanted: JobSpec): Promise<JobSpec | 'damaged' | undefined> {
  const text = await readFile(join(folder, specFile), 'utf8').catch(() => undefined);
  if (text === undefined) return (await isThere(join(folder, sealFile))) ? 'damaged' : undefined;
  const seal = await readFile(join(folder, sealFile), 'utf8').catch(() => '');
  const { data } = jobSpecSchema.safeParse(parseJson(text));
  const isSealed = seal === '' || seal.trim() === hashOfBytes(Buffer.from(text));
  if (data?.job_id !== wanted.job_id || !isSealed) return 'damaged';
  const { program_version, thread_limit, keep_checkpoint, recorded_epoch } = wanted;
  return { ...data, program_version, thread_limit, keep_checkpoint, recorded_epoch };
}

const [specFile, sealFile] = ['spec.json', 'spec.sha256'];

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
  await writeSpec(folder, spec);
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Linked where the file system can, so that jobs on the same cells share them; copied elsewhere. */
async function placeArrays(cell: SpecCell, from: string, to: string): Promise<void> {
  const file = `${cell.dataset_hash}.safetensors`;
  try {
    await linkOrCopy(join(from, file), join(to, file));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    throw new Error(
      `the stored cycles of battery ${cell.battery_id} (${cell.name}) are missing: arrays/${file} is not in the ` +
        'data folder. Delete the battery, import its file again and create the job anew.',
      { cause: error },
    );
  }
}
