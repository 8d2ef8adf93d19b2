/** What a caller hears of an error that no handler expected: never its words, but the way out where there is one. */
import { type StorageFault, storageFaultBehind } from '../../shared/domain/storage-fault.ts';

export interface UnexpectedFailure {
  readonly code: 'INTERNAL_ERROR' | 'STORAGE_UNAVAILABLE';
  readonly message: string;
}

const internalFailure: UnexpectedFailure = {
  code: 'INTERNAL_ERROR',
  message: 'Something went wrong inside the program; its log has the reason under this trace id',
};

const storageWords: Readonly<Record<StorageFault, string>> = {
  full: 'The disk that holds the data folder is full; nothing was stored. Free some space and try again',
  'read-only':
    'The data folder cannot be written: its disk is read-only, or its permissions do not allow it; nothing was stored. Mend that and try again',
  gone: 'The disk that holds the data folder is gone or failing; nothing was stored. See that it is there and try again',
};

export function unexpectedFailure(error: unknown): UnexpectedFailure {
  const fault = storageFaultBehind(error);
  return fault ? { code: 'STORAGE_UNAVAILABLE', message: storageWords[fault] } : internalFailure;
}
