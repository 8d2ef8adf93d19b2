/** A MATLAB file that cannot be read: the reason, then the place in it. */
import { AppError } from '../../../shared/domain/app-error.ts';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';

const longestPath = 120;

export function brokenMat(place: string, reason: string, cause?: unknown): AppError {
  const shown = place.length > longestPath ? `…${place.slice(-longestPath)}` : place;
  return invalidFile(shown === '' ? reason : `${reason}; at ${shown}`, cause);
}

/** Whatever `read` throws that is no AppError yet becomes one: a broken file must never look like a bug. */
export function orBroken<Result>(place: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof AppError ? error : brokenMat(place, 'the file is damaged there', error);
  }
}
