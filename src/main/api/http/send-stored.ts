/** Sends an answer whose JSON lies in a file: as many bytes at a time as the client takes, none of them read here. */
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { type StoredAnswer, storedAnswerHead } from '../../../shared/contract/stored-answer.ts';

export async function sendStored(reply: FastifyReply, answer: StoredAnswer): Promise<FastifyReply> {
  const file = await open(answer.path);
  try {
    const { size } = await file.stat();
    const head = Buffer.from(storedAnswerHead(answer));
    reply
      .type('application/json; charset=utf-8')
      .header('content-length', head.byteLength + Math.max(0, size - 1));
    return await reply.send(Readable.from(headThen(head, file.createReadStream({ start: 1 }))));
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function* headThen(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}
