/** A call that failed: refused by the backend with a code, or not answered at all. */
import type { ErrorCode, ErrorDetail } from '../../../shared/contract/errors.ts';
import { errorEnvelopeSchema } from '../../../shared/contract/errors.ts';

export class ClientError extends Error {
  readonly code: ErrorCode | 'UNREACHABLE';
  readonly details: readonly ErrorDetail[];
  readonly traceId: string | null;

  constructor(
    code: ErrorCode | 'UNREACHABLE',
    message: string,
    more: {
      readonly details?: readonly ErrorDetail[];
      readonly traceId?: string;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = 'ClientError';
    this.code = code;
    this.details = more.details ?? [];
    this.traceId = more.traceId ?? null;
  }
}

/** No answer came: the program is not running or the network is down. */
export const unreachable = (cause: unknown): ClientError =>
  new ClientError('UNREACHABLE', 'Cellwright does not answer. Is the program still running?', { cause });

/** Reads the error envelope of an answer; anything else becomes an error that names the status. */
export function errorOfAnswer(status: number, body: unknown): ClientError {
  const envelope = errorEnvelopeSchema.safeParse(body);
  if (!envelope.success) {
    return new ClientError(
      'INTERNAL_ERROR',
      `The program answered with status ${status} and no explanation.`,
    );
  }
  const { code, message, details, trace_id: traceId } = envelope.data.error;
  return new ClientError(code, message, { ...(details ? { details } : {}), traceId });
}
