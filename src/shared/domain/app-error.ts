/** A failure that is expected and has a code: thrown inside, turned into an answer by the dispatcher. */
import type { ErrorCode, ErrorDetail } from '../contract/errors.ts';

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[] | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: readonly ErrorDetail[]; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
  }
}

/** "Training job with ID 999 not found" */
export const notFound = (resource: 'Training job' | 'Battery' | 'Model', id: number) =>
  new AppError('RESOURCE_NOT_FOUND', `${resource} with ID ${id} not found`);
