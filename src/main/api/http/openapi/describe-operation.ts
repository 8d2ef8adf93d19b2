/** One row of the table of operations, as OpenAPI writes it. */
import { z } from 'zod';
import { type ErrorCode, httpStatusByErrorCode } from '../../../../shared/contract/errors.ts';
import type { Operation } from '../../../../shared/contract/operations.ts';
import { answerNameOf, bodyNameOf } from './component-schemas.ts';
import { fieldSchema, type Json, referenceTo } from './json-schema.ts';

export function describeOperation(name: string, operation: Operation): Json {
  const parameters = parametersOf(operation);
  const body = bodyOf(operation);
  return {
    operationId: name,
    tags: [operation.tag],
    summary: operation.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: body } : {}),
    responses: { ...successOf(operation), ...failuresOf(operation) },
  };
}

const fieldsOf = ({ input }: Operation): Readonly<Record<string, z.ZodType>> =>
  input instanceof z.ZodObject ? input.shape : {};

const isInPath = (operation: Operation, field: string): boolean => operation.path.includes(`{${field}}`);

function parametersOf(operation: Operation): readonly Json[] {
  return Object.entries(fieldsOf(operation))
    .filter(([field]) => operation.kind === 'query' || isInPath(operation, field))
    .map(([field, schema]) => ({
      name: field,
      in: isInPath(operation, field) ? 'path' : 'query',
      required: isInPath(operation, field) || !schema.safeParse(undefined).success,
      ...(schema.description === undefined ? {} : { description: schema.description }),
      schema: fieldSchema(schema),
    }));
}

function bodyOf(operation: Operation): Json | undefined {
  if (operation.transfer === 'multipart') return formOf(operation);
  const name = bodyNameOf(operation);
  if (name === undefined) return undefined;
  const example = name === 'CreateTrainingJob' ? { example: exampleJob } : {};
  return { required: true, content: { 'application/json': { schema: referenceTo(name), ...example } } };
}

const exampleJob = {
  algorithm: 'bilstm',
  battery_ids: [1, 2, 3, 4, 5],
  hyperparams: { epochs: 100, batch_size: 32, learning_rate: 0.001 },
  model_name: 'bilstm-v1-experiment',
};

function formOf(operation: Operation): Json {
  const { file, ...fields } = fieldsOf(operation);
  const properties = {
    file: { type: 'string', format: 'binary', description: file?.description },
    ...Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name, fieldSchema(schema)])),
  };
  const schema = { type: 'object', required: ['file'], properties, additionalProperties: false };
  return { required: true, content: { 'multipart/form-data': { schema } } };
}

function successOf(operation: Operation): Json {
  const headers = { 'X-Trace-Id': { $ref: '#/components/headers/TraceId' } };
  const name = answerNameOf(operation);
  const content =
    operation.transfer === 'file'
      ? { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
      : name === undefined
        ? {}
        : { content: { 'application/json': { schema: referenceTo(name) } } };
  return { [operation.status]: { description: descriptionOf(operation.status), headers, ...content } };
}

const descriptionOf = (status: Operation['status']): string =>
  ({ 200: 'OK', 201: 'Created', 204: 'Done; no content' })[status];

/** Operations that a resource's state can forbid. */
const conflicting = /^\/training-jobs\/\{job_id\}(\/stop)?$|^\/batteries\/\{battery_id\}$/;

/** In its path, or as a prediction names its model and battery. */
const namesResource = ({ kind, path }: Operation): boolean =>
  path.includes('{') || (kind === 'command' && path === '/predictions');

/** Which codes an operation can answer with; those that any request can meet are in all of them. */
function failuresOf(operation: Operation): Json {
  const takesBody = operation.kind === 'command' && operation.method !== 'DELETE';
  const isUpload = operation.transfer === 'multipart';
  const codes: readonly ErrorCode[] = [
    ...(isUpload ? (['INVALID_FILE_FORMAT'] as const) : takesBody ? (['BAD_REQUEST'] as const) : []),
    'UNAUTHORIZED',
    'FORBIDDEN_ORIGIN',
    ...(namesResource(operation) ? (['RESOURCE_NOT_FOUND'] as const) : []),
    ...(operation.kind === 'command' && conflicting.test(operation.path) ? (['CONFLICT'] as const) : []),
    ...(takesBody ? (['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const) : []),
    'VALIDATION_ERROR',
    'INTERNAL_ERROR',
  ];
  return Object.fromEntries(
    codes.map((code) => [httpStatusByErrorCode[code], { $ref: `#/components/responses/${code}` }]),
  );
}
