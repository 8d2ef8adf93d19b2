/** An upload that cannot become a battery: INVALID_FILE_FORMAT with what was expected and what was found. */
import { AppError } from './app-error.ts';

/** A mapping that does not fit the file; `field` as the form has it. */
export const invalidMapping = (field: string, issue: string): AppError =>
  new AppError('INVALID_FILE_FORMAT', 'The file cannot be imported with this mapping', {
    details: [{ field, issue }],
  });

export function invalidFile(issue: string, cause?: unknown): AppError {
  const details = [{ field: 'file', issue }];
  return new AppError('INVALID_FILE_FORMAT', 'The file cannot be imported', { details, cause });
}
