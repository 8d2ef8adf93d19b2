/**
 * A multipart form on its way in: the file goes to disk as it arrives, under a name of ours; what the client calls it
 * is only ever a text.
 */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { ErrorDetail } from '../../../shared/contract/errors.ts';
import { AppError } from '../../../shared/domain/app-error.ts';

export interface UploadRules {
  /** The one sentence above what is wrong with the form. */
  readonly refusal: string;
  readonly folder: string;
  readonly limitBytes: number;
}

export interface Upload {
  /** The form's fields, and `file` with where it lies and what the client calls it. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Removes the file, unless it was moved away meanwhile. */
  discard(): Promise<void>;
}

const maxFieldBytes = 10_000;
/** Room for the form around the file. */
const formBytes = 1_000_000;

/** Leaves nothing on disk when it throws: BAD_REQUEST, PAYLOAD_TOO_LARGE, VALIDATION_ERROR. */
export async function receiveUpload(request: FastifyRequest, rules: UploadRules): Promise<Upload> {
  const path = join(rules.folder, randomUUID());
  const discard = (): Promise<void> => rm(path, { force: true });
  try {
    refuseAnnouncedExcess(request, rules);
    return { fields: await receiveParts(request, path, rules), discard };
  } catch (error) {
    // The rest is read and dropped, so that the client hears the answer instead of a reset.
    request.raw.unpipe();
    request.raw.resume();
    await discard();
    throw asFailure(error);
  }
}

function refuseAnnouncedExcess({ headers }: FastifyRequest, rules: UploadRules): void {
  if (Number(headers['content-length'] ?? 0) > rules.limitBytes + formBytes) throw tooLarge(rules);
}

async function receiveParts(
  request: FastifyRequest,
  path: string,
  rules: UploadRules,
): Promise<Record<string, unknown>> {
  const values = new Map<string, unknown>();
  const details: ErrorDetail[] = [];
  const limits = { fileSize: rules.limitBytes, fieldSize: maxFieldBytes, fields: 20, files: 5, parts: 25 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      const issue = await receiveFile(part, values, path);
      if (issue) details.push(issue);
      if (part.file.truncated) throw tooLarge(rules);
    } else if (part.fieldname === 'file') {
      details.push({ field: 'file', issue: 'must be a file, not text; with curl: -F file=@name.csv' });
    } else if (part.valueTruncated) {
      details.push({ field: part.fieldname, issue: `must not be longer than ${maxFieldBytes} bytes` });
    } else addField(values, part.fieldname, part.value);
  }
  if (details.length > 0) throw new AppError('VALIDATION_ERROR', rules.refusal, { details });
  return Object.fromEntries(values);
}

/** Answers what is wrong with it, if anything; a file that is not wanted is read and dropped. */
async function receiveFile(
  part: MultipartFile,
  values: Map<string, unknown>,
  path: string,
): Promise<ErrorDetail | undefined> {
  if (part.fieldname === 'file' && !values.has('file')) {
    await pipeline(part.file, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    values.set('file', { path, filename: part.filename });
    return undefined;
  }
  await finished(part.file.resume());
  const issue =
    part.fieldname === 'file'
      ? 'must be one file; send several one after another'
      : 'unknown; the file goes into the field file';
  return { field: part.fieldname, issue };
}

/** An empty field of a form is one left blank; one given twice becomes a list, which no field takes. */
function addField(values: Map<string, unknown>, name: string, value: unknown): void {
  if (value === '') return;
  const earlier = values.get(name);
  values.set(name, earlier === undefined ? value : [earlier, value]);
}

function tooLarge({ limitBytes }: UploadRules): AppError {
  const limit = `${Math.round(limitBytes / 1e4) / 100} MB`;
  return new AppError('PAYLOAD_TOO_LARGE', `The file is larger than ${limit}, the limit of an upload`);
}

/** What the disk says stays what it is; everything else means that the form was broken. */
function asFailure(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error) || 'syscall' in error) return error;
  if ('statusCode' in error && error.statusCode === 413) {
    return new AppError('PAYLOAD_TOO_LARGE', 'The form has too many parts', { cause: error });
  }
  return new AppError('BAD_REQUEST', `The multipart form cannot be read: ${error.message}`, { cause: error });
}
