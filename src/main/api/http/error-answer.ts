/** Every failure leaves by here: one envelope, one status, one log line. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, type ErrorEnvelope, httpStatusOf } from '../../../shared/contract/errors.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Failure } from '../dispatch.ts';
import { unexpectedFailure } from '../unexpected-failure.ts';
import { securityHeaders } from './response-headers.ts';

export function sendFailure(request: FastifyRequest, reply: FastifyReply, failure: Failure): FastifyReply {
  const status = failure.httpStatus ?? httpStatusOf(failure.code);
  request.log.warn(
    { method: request.method, path: pathOf(request.url), status, code: failure.code },
    failure.message,
  );
  // Fastify asks for the end of the connection after a body that is too large; read to its end it does no harm,
  // and a reset could overtake the answer.
  reply.removeHeader('connection');
  if (failure.code === 'UNAUTHORIZED') reply.header('www-authenticate', 'Bearer');
  if (failure.code === 'REQUEST_TIMEOUT') reply.header('connection', 'close');
  if (failure.code === 'TOO_MANY_REQUESTS') reply.header('retry-after', '1');
  return reply
    .headers(securityHeaders)
    .header('x-trace-id', request.id)
    .code(status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(envelopeOf(failure, request.id));
}

/** For whatever was thrown: expected failures as they are, the server library's by their status, the rest as bugs. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof AppError) return sendFailure(request, reply, error);
  const failure = failureOfLibrary(error);
  if (failure) return sendFailure(request, reply, failure);
  const unexpected = unexpectedFailure(error);
  if (unexpected.code === 'INTERNAL_ERROR')
    request.log.error({ err: error, path: pathOf(request.url) }, 'unexpected error');
  return sendFailure(request, reply, unexpected);
}

export function envelopeOf({ code, message, details }: Failure, traceId: string): ErrorEnvelope {
  return {
    error: { code, message, ...(details ? { details: [...details] } : {}), trace_id: traceId },
  };
}

/** Without the query, which may carry an access token. */
export const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

const failureByLibraryStatus: Readonly<Record<number, { code: ErrorCode; message: string }>> = {
  400: { code: 'BAD_REQUEST', message: 'The request cannot be understood' },
  404: { code: 'RESOURCE_NOT_FOUND', message: 'There is nothing at this address' },
  413: { code: 'PAYLOAD_TOO_LARGE', message: 'The request body is too large: at most 1 MB of JSON' },
  414: { code: 'RESOURCE_NOT_FOUND', message: 'There is nothing at this address' },
  415: {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'This call takes application/json; set the header Content-Type accordingly',
  },
};

function failureOfLibrary(error: unknown): Failure | undefined {
  if (!isFastifyError(error)) return undefined;
  return failureByLibraryStatus[error.statusCode ?? 0];
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('FST_');
}
