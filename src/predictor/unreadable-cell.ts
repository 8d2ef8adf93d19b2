import { AppError } from '../shared/domain/app-error.ts';
import { DamagedFile } from '../stored-cells/stored-file.ts';
import type { StoredCell } from '../shared/contract/predictor-messages.ts';

/** The file of a cell that a row knows is gone or broken. */
export function unreadableCell({ cell }: StoredCell, cause: unknown): AppError {
  const isDamaged = cause instanceof DamagedFile;
  const why = isDamaged
    ? 'are damaged and were not used: the file has changed since it was stored'
    : 'cannot be read';
  return new AppError(
    isDamaged ? 'CONFLICT' : 'RESOURCE_NOT_FOUND',
    `The stored cycles of battery ${cell.battery_id} ("${cell.name}") ${why}; delete the battery and import its file again`,
    { cause },
  );
}
