/** `<dataDir>/models`: the files of models. A file arrives whole or not at all. */
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface ModelArtifacts {
  /** Moves what a trainer wrote to its place; `file` is the name inside the folder. Doing it twice is harmless. */
  adopt(sourcePath: string, jobId: number): Promise<{ readonly file: string; readonly fileSize: number }>;
  pathOf(file: string): string;
  /** A file that is gone already is as good as removed. */
  remove(file: string): Promise<void>;
  /** Removes every file that no model names; to be called before the first job ends. */
  removeOrphans(knownFiles: readonly string[]): Promise<void>;
}

export function createModelArtifacts(dataDir: string): ModelArtifacts {
  const folder = join(dataDir, 'models');
  const pathOf = (file: string): string => join(folder, file);
  const remove = (file: string): Promise<void> =>
    rm(pathOf(file), { recursive: true, force: true, maxRetries: 3 });
  return {
    pathOf,
    remove,
    adopt: async (sourcePath, jobId) => {
      const file = `job-${jobId}.safetensors`;
      await mkdir(folder, { recursive: true });
      await flush(sourcePath);
      await move(sourcePath, pathOf(file));
      return { file, fileSize: (await stat(pathOf(file))).size };
    },
    removeOrphans: async (knownFiles) => {
      await mkdir(folder, { recursive: true });
      const known = new Set(knownFiles);
      const orphans = (await readdir(folder)).filter((file) => !known.has(file));
      for (const file of orphans) await remove(file);
    },
  };
}

/** To the disk for certain, so that a power cut after the move cannot leave an empty file. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!isAcrossDisks(error)) throw error;
    // The job folder lies on another disk, as when somebody links it there.
    await copyFile(from, `${to}.part`);
    await flush(`${to}.part`);
    await rename(`${to}.part`, to);
    await rm(from);
  }
}

const isAcrossDisks = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EXDEV';
