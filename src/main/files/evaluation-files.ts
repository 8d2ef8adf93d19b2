/** `<dataDir>/evaluations`: one JSON file per evaluation, written by a predictor process, whole or not at all. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface EvaluationFiles {
  /** A name that no other evaluation has. */
  newName(): string;
  pathOf(file: string): string;
  /** A file that is gone already is as good as removed. */
  remove(file: string): Promise<void>;
}

export function createEvaluationFiles(dataDir: string): EvaluationFiles {
  const folder = join(dataDir, 'evaluations');
  const pathOf = (file: string): string => join(folder, file);
  return {
    newName: () => `${randomUUID()}.json`,
    pathOf,
    remove: (file) => rm(pathOf(file), { force: true, maxRetries: 3 }),
  };
}
