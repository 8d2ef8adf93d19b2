/** A MATLAB file that cannot be read: the reason, then where. */
import { AppError } from '../../../shared/domain/app-error.ts';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';

const longestPath = 120;

export function brokenMat(where: string, reason: string, cause?: unknown): AppError {
  const shown = where.length > longestPath ? `…${where.slice(-longestPath)}` : where;
  return invalidFile(shown === '' ? reason : `${reason}; at ${shown}`, cause);
}

/** Whatever `read` throws that is no AppError yet becomes one: a broken file must never look like a bug. */
export function orBroken<Result>(where: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof AppError ? error : brokenMat(where, 'the file is damaged there', error);
  }
}
