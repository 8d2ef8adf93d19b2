/** A file on its way out, as a download under its own name. */
import { open } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import type { FileDownload } from '../../../shared/contract/model.ts';
import { AppError } from '../../../shared/domain/app-error.ts';

export async function sendDownload(reply: FastifyReply, download: FileDownload): Promise<FastifyReply> {
  const file = await open(download.path).catch((cause: unknown) => {
    const isGone = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw isGone ? new AppError('RESOURCE_NOT_FOUND', 'The file was deleted just now', { cause }) : cause;
  });
  try {
    const { size } = await file.stat();
    reply
      .header('content-type', download.content_type)
      .header('content-length', size)
      .header('content-disposition', contentDisposition(download.filename));
  } catch (error) {
    await file.close();
    throw error;
  }
  return reply.send(file.createReadStream());
}

/** Both forms of RFC 6266: plain ASCII for old readers, RFC 5987 for the name as it is. */
function contentDisposition(filename: string): string {
  const plain = filename.replace(/[^\x20-\x7e]|["\\%/]/g, '_');
  const encoded = encodeURIComponent(filename.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
