/** The answer to bytes that are not HTTP, which no route ever sees. */
import type { Duplex } from 'node:stream';
import { type ErrorCode, httpStatusOf } from '../../../shared/contract/errors.ts';
import { envelopeOf } from './error-answer.ts';
import { createTraceId } from './trace-id.ts';

export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code: ErrorCode = 'BAD_REQUEST';
  const traceId = createTraceId();
  const message = 'The request is not valid HTTP, or its headers are too large';
  const body = JSON.stringify(envelopeOf({ code, message }, traceId));
  const head = [
    `HTTP/1.1 ${httpStatusOf(code)} Bad Request`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-trace-id: ${traceId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
