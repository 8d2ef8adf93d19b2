/** `<dataDir>/evaluations`: one JSON file per evaluation, written by a predictor process, whole or not at all. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface EvaluationFiles {
  /** A name that no other evaluation has. */
  newName(): string;
  pathOf(file: string): string;
  /** A file that is gone already is as good as removed. */
  remove(file: string): Promise<void>;
  /** Removes every file that no evaluation names, and sees that the folder is there; to be called before the first one. */
  removeOrphans(knownFiles: readonly string[]): Promise<void>;
}

export function createEvaluationFiles(dataDir: string): EvaluationFiles {
  const folder = join(dataDir, 'evaluations');
  const pathOf = (file: string): string => join(folder, file);
  const remove = (file: string): Promise<void> =>
    rm(pathOf(file), { recursive: true, force: true, maxRetries: 3 });
  return {
    newName: () => `${randomUUID()}.json`,
    pathOf,
    remove,
    removeOrphans: async (knownFiles) => {
      await mkdir(folder, { recursive: true });
      const known = new Set(knownFiles);
      const orphans = (await readdir(folder)).filter((file) => !known.has(file));
      for (const file of orphans) await remove(file);
    },
  };
}
