/** The table of operations as HTTP routes. */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fileDownloadSchema } from '../../../shared/contract/model.ts';
import { generalRefusal } from '../../../shared/contract/operation.ts';
import { type Operation, type OperationName, operations } from '../../../shared/contract/operations.ts';
import { storedAnswerSchema } from '../../../shared/contract/stored-answer.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Dispatch, DispatchResult } from '../dispatch.ts';
import { sendFailure } from './error-answer.ts';
import { receiveUpload, type Upload, type UploadRules } from './receive-upload.ts';
import { inputOf } from './request-input.ts';
import { sendDownload } from './send-download.ts';
import { sendSlices } from './send-slices.ts';
import { sendStored } from './send-stored.ts';

export const apiPrefix = '/api/v1';

export interface OperationParts {
  readonly dispatch: Dispatch;
  readonly uploads: Omit<UploadRules, 'refusal'>;
}

export function registerOperations(server: FastifyInstance, parts: OperationParts): void {
  for (const name of Object.keys(operations) as OperationName[]) {
    const operation: Operation = operations[name];
    if (operation.transfer === 'multipart') registerUpload(server, name, parts);
    else server.route({ ...routeOf(operation), handler: answerJson(name, operation, parts.dispatch) });
  }
}

/** `/training-jobs/{job_id}` of the table, as Fastify writes it. */
const fastifyPath = (path: string): string => apiPrefix + path.replace(/\{(\w+)\}/g, ':$1');

const routeOf = ({ method, path }: Operation) => ({ method, url: fastifyPath(path) });

function answerJson(name: OperationName, operation: Operation, dispatch: Dispatch) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const input = inputOf(operation, partsOf(request));
    return answer(request, reply, operation, await dispatch(name, input, request.id));
  };
}

/** In a scope of its own: forms are understood here and nowhere else, and nothing else is understood here. */
function registerUpload(server: FastifyInstance, name: OperationName, parts: OperationParts): void {
  const operation: Operation = operations[name];
  server.register(async (scope) => {
    await scope.register(multipart, { throwFileSizeLimit: false });
    scope.route({
      ...routeOf(operation),
      handler: async (request, reply) => {
        if (!request.isMultipart()) throw notAForm();
        const rules = { ...parts.uploads, refusal: operation.refusal ?? generalRefusal };
        const upload = await receiveUpload(request, rules).catch((error: unknown) => {
          // Given up while it was on its way: that is answered already.
          if (!reply.sent) throw error;
        });
        if (!upload) return reply;
        const result = await dispatchUpload(name, request, upload, parts.dispatch);
        return answer(request, reply, operation, result);
      },
    });
  });
}

/** The file is gone before the answer is sent. */
async function dispatchUpload(
  name: OperationName,
  request: FastifyRequest,
  upload: Upload,
  dispatch: Dispatch,
): Promise<DispatchResult> {
  try {
    const input = inputOf(operations[name], { ...partsOf(request), body: upload.fields });
    return await dispatch(name, input, request.id);
  } finally {
    await upload.discard();
  }
}

const notAForm = (): AppError =>
  new AppError('UNSUPPORTED_MEDIA_TYPE', 'This call takes multipart/form-data; with curl: -F file=@name.csv');

const partsOf = ({ params, query, body }: FastifyRequest) => ({
  params: params as Record<string, unknown>,
  query: query as Record<string, unknown>,
  body,
});

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  operation: Operation,
  result: DispatchResult,
): Promise<FastifyReply> {
  if (!result.ok) return sendFailure(request, reply, result.error);
  if (operation.kind === 'command') {
    request.log.info({ method: request.method, path: request.url, status: operation.status }, 'done');
  }
  if (operation.transfer === 'file') return sendDownload(reply, fileDownloadSchema.parse(result.output));
  reply.code(operation.status);
  if (operation.transfer === 'slices') return sendSlices(reply, result.output);
  if (operation.transfer === 'stored') return sendStored(reply, storedAnswerSchema.parse(result.output));
  return operation.output === null ? reply.send() : reply.send(result.output);
}
