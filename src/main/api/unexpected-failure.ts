/** What a caller hears of an error that no handler expected: never its words, but the way out where there is one. */

interface UnexpectedFailure {
  readonly code: 'INTERNAL_ERROR';
  readonly message: string;
}

const internalFailure: UnexpectedFailure = {
  code: 'INTERNAL_ERROR',
  message: 'Something went wrong inside the program; its log has the reason under this trace id',
};

const diskFull: UnexpectedFailure = {
  code: 'INTERNAL_ERROR',
  message: 'The disk that holds the data folder is full; nothing was stored. Free some space and try again',
};

const diskFullWords = /\b(ENOSPC|EDQUOT|SQLITE_FULL|database or disk is full)\b/;

export const unexpectedFailure = (error: unknown): UnexpectedFailure =>
  isDiskFull(error) ? diskFull : internalFailure;

/** Also where an import's own process met it and only its last words arrived, as a cause. */
function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return diskFullWords.test(`${code} ${error.message}`) || isDiskFull(error.cause);
}
