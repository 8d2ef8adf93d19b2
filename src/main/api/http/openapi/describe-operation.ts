/** One row of the table of operations, as OpenAPI writes it. */
import { z } from 'zod';
import { type ErrorCode, errorFacts, httpStatusOf } from '../../../../shared/contract/errors.ts';
import { failuresOf } from '../../../../shared/contract/operation.ts';
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
    description: operation.description,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: body } : {}),
    responses: { ...successOf(operation), ...failedAnswersOf(operation) },
  };
}

const fieldsOf = ({ input }: Operation): Readonly<Record<string, z.ZodType>> =>
  input instanceof z.ZodObject ? input.shape : {};

const isInPath = (operation: Operation, field: string): boolean => operation.path.includes(`{${field}}`);

function parametersOf(operation: Operation): readonly Json[] {
  const given = inputExampleOf(operation);
  return Object.entries(fieldsOf(operation))
    .filter(([field]) => operation.kind === 'query' || isInPath(operation, field))
    .map(([field, schema]) => ({
      name: field,
      in: isInPath(operation, field) ? 'path' : 'query',
      required: isInPath(operation, field) || !schema.safeParse(undefined).success,
      ...(schema.description === undefined ? {} : { description: schema.description }),
      schema: fieldSchema(schema),
      ...(field in given ? { example: given[field] } : {}),
      ...(isList(fieldSchema(schema)) ? { style: 'form', explode: false } : {}),
    }));
}

/** A list in a query is one text, separated by commas. */
const isList = (schema: unknown): boolean =>
  typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'array';

function bodyOf(operation: Operation): Json | undefined {
  if (operation.transfer === 'multipart') return formOf(operation);
  const name = bodyNameOf(operation);
  if (name === undefined) return undefined;
  const example = bodyExampleOf(operation);
  return { required: true, content: { 'application/json': { schema: referenceTo(name), example } } };
}

const inputExampleOf = ({ example }: Operation): Json => example.input as Json;

const bodyExampleOf = (operation: Operation): Json =>
  Object.fromEntries(
    Object.entries(inputExampleOf(operation)).filter(([field]) => !isInPath(operation, field)),
  );

function formOf(operation: Operation): Json {
  const { file, ...fields } = fieldsOf(operation);
  const properties = {
    file: { type: 'string', format: 'binary', description: file?.description },
    ...Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name, fieldSchema(schema)])),
  };
  const schema = { type: 'object', required: ['file'], properties, additionalProperties: false };
  const example = { ...bodyExampleOf(operation), file: '(the bytes of the file)' };
  return { required: true, content: { 'multipart/form-data': { schema, example } } };
}

function successOf(operation: Operation): Json {
  const headers = { 'X-Trace-Id': { $ref: '#/components/headers/TraceId' } };
  const name = answerNameOf(operation);
  const content =
    operation.transfer === 'file'
      ? { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
      : name === undefined
        ? {}
        : {
            content: { 'application/json': { schema: referenceTo(name), example: operation.example.output } },
          };
  return { [operation.status]: { description: descriptionOf(operation.status), headers, ...content } };
}

const descriptionOf = (status: Operation['status']): string =>
  ({ 200: 'OK', 201: 'Created', 204: 'Done; no content' })[status];

/** By status; codes that travel under the same one share its description. */
function failedAnswersOf(operation: Operation): Json {
  const codesByStatus = Map.groupBy(failuresOf(operation), httpStatusOf);
  return Object.fromEntries([...codesByStatus].map(([status, codes]) => [status, failedAnswer(codes)]));
}

function failedAnswer(codes: readonly ErrorCode[]): Json {
  const [code, ...others] = codes;
  return others.length === 0 && code !== undefined
    ? { $ref: `#/components/responses/${code}` }
    : errorResponse(codes);
}

export const errorResponse = (codes: readonly ErrorCode[]): Json => ({
  description: codes.map((code) => `\`${code}\`: ${errorFacts[code].when}`).join('; '),
  content: { 'application/json': { schema: referenceTo('Error') } },
});
