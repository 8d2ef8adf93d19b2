/** A body has to arrive within a time: a client that sends a byte now and then would hold its place for good. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../../shared/domain/app-error.ts';
import { sendFailure } from './error-answer.ts';

export interface BodyTimes {
  readonly jsonMs: number;
  readonly uploadMs: number;
}

/** An upload as through a slow tunnel, at 50 kB/s. */
export const usualBodyTimes = (uploadLimitBytes: number): BodyTimes => ({
  jsonMs: 30_000,
  uploadMs: 60_000 + uploadLimitBytes / 50,
});

export function limitBodyTime(server: FastifyInstance, { jsonMs, uploadMs }: BodyTimes): void {
  server.addHook('onRequest', (request, reply, done) => {
    const isUpload = request.headers['content-type']?.startsWith('multipart/') === true;
    if (hasBody(request)) giveUpAfter(isUpload ? uploadMs : jsonMs, request, reply);
    done();
  });
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function giveUpAfter(limitMs: number, request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = request;
  const timer = setTimeout(() => {
    if (raw.complete) return;
    const message = `The body did not arrive within ${Math.round(limitMs / 100) / 10} s`;
    reply.raw.once('finish', () => raw.destroy());
    if (!reply.sent) void sendFailure(request, reply, new AppError('REQUEST_TIMEOUT', message));
    else raw.destroy();
  }, limitMs);
  timer.unref();
  for (const end of ['end', 'close']) raw.once(end, () => clearTimeout(timer));
}
