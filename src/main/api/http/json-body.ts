/** How a body becomes a value: JSON, or nothing at all. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../../shared/domain/app-error.ts';

/**
 * An empty body is no body, whatever type it claims: `curl -X POST` and `curl -d ''` both reach an operation without
 * input. Anything else that is not JSON is refused before it is read.
 */
export function acceptJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    try {
      refuseCompressed(request);
      done(null, parseBody(text.toString()));
    } catch (error) {
      done(error as Error);
    }
  });
  server.addContentTypeParser('*', (request, payload, done) => {
    payload.resume();
    if (isEmpty(request)) done(null, undefined);
    else done(unsupported(request));
  });
}

function refuseCompressed({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return;
  const given = JSON.stringify(encoding.slice(0, 100));
  throw new AppError(
    'UNSUPPORTED_MEDIA_TYPE',
    `Bodies are taken as they are, without Content-Encoding ${given}`,
  );
}

/** Some clients put a byte order mark before it. */
function parseBody(body: string): unknown {
  const text = body.replace(/^\uFEFF/, '');
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('BAD_REQUEST', `The body is not valid JSON: ${reason}`, { cause });
  }
}

const isEmpty = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;

function unsupported({ headers }: FastifyRequest): AppError {
  const given = JSON.stringify((headers['content-type'] ?? 'none').slice(0, 100));
  return new AppError('UNSUPPORTED_MEDIA_TYPE', `This call takes application/json, not ${given}`);
}
