/** Why a stored file cannot be used, and the way out: it is gone, or it is no longer what was stored. */
import type { Battery } from '../../shared/contract/battery.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { DamagedFile } from '../../stored-cells/stored-file.ts';

interface StoredFile {
  /** With its number, as in "The file of model 7". */
  readonly what: string;
  /** Inside the data folder. */
  readonly storedAs: string;
  readonly wayOut: string;
}

/** RESOURCE_NOT_FOUND, CONFLICT for a damaged one; any other error as it is. */
function explainStoredFile(error: unknown, { what, storedAs, wayOut }: StoredFile): unknown {
  if (error instanceof DamagedFile) {
    const message = `${what} is damaged and was not used: ${storedAs} has changed since it was stored; ${wayOut}`;
    return new AppError('CONFLICT', message, { cause: error });
  }
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) return error;
  const message = `${what} is missing from the data folder (${storedAs}); ${wayOut}`;
  return new AppError('RESOURCE_NOT_FOUND', message, { cause: error });
}

export const explainCellFile = (error: unknown, battery: Pick<Battery, 'id' | 'dataset_hash'>): unknown =>
  explainStoredFile(error, {
    what: `The file with the cycles of battery ${battery.id}`,
    storedAs: `arrays/${battery.dataset_hash}`,
    wayOut: 'delete the battery and import its file again',
  });

export const explainModelFile = (error: unknown, id: number, file: string): unknown =>
  explainStoredFile(error, {
    what: `The file of model ${id}`,
    storedAs: `models/${file}`,
    wayOut: 'put it back from a copy, or delete the model and train it again',
  });

export const explainEvaluationFile = (error: unknown, id: number, file: string): unknown =>
  explainStoredFile(error, {
    what: `The file of evaluation ${id}`,
    storedAs: `evaluations/${file}`,
    wayOut: 'evaluate the model again',
  });
