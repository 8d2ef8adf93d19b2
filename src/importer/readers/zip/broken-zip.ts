/** An archive that cannot be read: the reason, then where. */
import type { AppError } from '../../../shared/domain/app-error.ts';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';

export function brokenZip(reason: string, where: string, cause?: unknown): AppError {
  const shown = where.length > 80 ? `…${where.slice(-80)}` : where;
  return invalidFile(shown === '' ? reason : `${reason}; in "${shown}"`, cause);
}
