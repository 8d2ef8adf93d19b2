/** Sends a long answer as it is written, as fast as the client takes it. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { jsonSlices } from './json-slices.ts';

/** `answer`: an object. */
export function sendSlices(reply: FastifyReply, answer: unknown): FastifyReply {
  return reply
    .type('application/json; charset=utf-8')
    .send(Readable.from(jsonSlices(answer as Readonly<Record<string, unknown>>)));
}
