/** What the system said about a file, in words a user can act on. */

/** The system's code, such as ENOSPC, or an empty text. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** `attempt` completes "Could not …". */
export function explainFileError(attempt: string, error: unknown): string {
  return `Could not ${attempt}: ${reason(error)}`;
}

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return `the disk is full. Free some space and create the job again. (${message})`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `it is not allowed to write there. Check the permissions of the data folder. (${message})`;
    case 'EMFILE':
    case 'ENFILE':
      return `too many files are open. Run fewer jobs at once, or raise the system's limit. (${message})`;
    default:
      return message;
  }
}
