import { AppError } from '../shared/domain/app-error.ts';
import type { StoredCell } from '../shared/contract/predictor-messages.ts';

/** The file of a cell that a row knows is gone or broken. */
export const unreadableCell = ({ cell }: StoredCell, cause: unknown): AppError =>
  new AppError(
    'RESOURCE_NOT_FOUND',
    `The stored cycles of battery ${cell.battery_id} ("${cell.name}") cannot be read; ` +
      'delete the battery and import its file again',
    { cause },
  );
