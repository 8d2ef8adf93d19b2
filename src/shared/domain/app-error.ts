/** A failure that is expected and has a code: thrown inside, turned into an answer by the dispatcher. */
import type { ErrorCode, ErrorDetail } from '../contract/errors.ts';

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[] | undefined;
  /** Where it is not the one of the code. */
  readonly httpStatus: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: readonly ErrorDetail[]; httpStatus?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
    this.httpStatus = options.httpStatus;
  }
}

/** "Training job with ID 999 not found" */
export const notFound = (
  resource: 'Training job' | 'Battery' | 'Model' | 'Evaluation' | 'Mapping',
  id: number,
) => new AppError('RESOURCE_NOT_FOUND', `${resource} with ID ${id} not found`);
