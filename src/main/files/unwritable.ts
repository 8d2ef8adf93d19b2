/** The system's codes for a place where nothing can be written at the moment, though it may be again. */

const codes = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO']);
const codesOfDatabase = /^SQLITE_(?:FULL|READONLY|IOERR)/;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** A full, read-only or failing disk: a matter of waiting, and nobody's fault. */
export const isUnwritable = (error: unknown): boolean =>
  codes.has(codeOf(error)) || codesOfDatabase.test(codeOf(error));

export const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(codeOf(error));
