/** `<dataDir>/models`: the files of models. A file arrives whole or not at all. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { requireFolder } from './probe-folder.ts';
import { hashOfFile } from '../../stored-cells/stored-file.ts';
import { moveFile } from '../../disk/move-file.ts';

interface AdoptedModelFile {
  /** Name inside the folder */
  readonly file: string;
  /** Bytes */
  readonly fileSize: number;
  /** SHA-256 of its bytes */
  readonly fileHash: string;
}

export interface ModelArtifacts {
  /**
   * Moves what a trainer wrote to its place; `file` is the name inside the folder. A file that is there already stays:
   * the folder may be shared, and a database put back from a copy gives numbers of jobs a second time.
   */
  adopt(sourcePath: string, jobId: number): Promise<AdoptedModelFile>;
  pathOf(file: string): string;
  /** A file that is gone already is as good as removed. */
  remove(file: string): Promise<void>;
}

export function createModelArtifacts(dataDir: string): ModelArtifacts {
  const folder = join(dataDir, 'models');
  const pathOf = (file: string): string => join(folder, file);
  return {
    pathOf,
    remove: (file) => rm(pathOf(file), { force: true, maxRetries: 3 }),
    adopt: async (sourcePath, jobId) => {
      requireFolder(dataDir);
      await mkdir(folder, { recursive: true });
      const file = freeName(folder, jobId);
      await flush(sourcePath);
      const fileHash = await hashOfFile(sourcePath);
      await move(sourcePath, pathOf(file));
      return { file, fileSize: (await stat(pathOf(file))).size, fileHash };
    },
  };
}

function freeName(folder: string, jobId: number): string {
  const usual = `job-${jobId}.safetensors`;
  return existsSync(join(folder, usual)) ? `job-${jobId}-${randomUUID().slice(0, 8)}.safetensors` : usual;
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
    await moveFile(from, to);
  } catch (error) {
    if (!isAcrossDisks(error)) throw error;
    // The job folder lies on another disk, as when somebody links it there.
    await copyFile(from, `${to}.part`);
    await flush(`${to}.part`);
    await moveFile(`${to}.part`, to);
    await rm(from);
  }
}

const isAcrossDisks = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EXDEV';
