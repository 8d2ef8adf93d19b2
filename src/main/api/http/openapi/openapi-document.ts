/** The API document, OpenAPI 3.1, from the table of operations; docs/api/openapi.json is this, written down. */
import { type ErrorCode, httpStatusByErrorCode } from '../../../../shared/contract/errors.ts';
import { type Operation, operations } from '../../../../shared/contract/operations.ts';
import { programVersion } from '../../../program-version.ts';
import { componentSchemas } from './component-schemas.ts';
import { describeOperation } from './describe-operation.ts';
import { type Json, referenceTo } from './json-schema.ts';

const introduction = `Train state-of-health and remaining-useful-life models on your own battery cells, on your own machine.

**Live updates.** \`GET /training-jobs/{job_id}/ws\` (also \`/stream\`) is a WebSocket, which OpenAPI cannot describe:
\`new WebSocket('ws://localhost:8000/api/v1/training-jobs/42/ws')\`. The first message is the job's present state, then
one per change, each of the form \`JobEvent\` below. After the last one (\`complete\`, \`error\` or \`stopped\`) the server
closes with 1000; a job that does not exist closes with 1008. A client that reads too slowly is sent the newest state
instead of a backlog. \`GET /events/ws\` is a WebSocket on all jobs at once, with messages \`{ sequence, event }\`; with
\`?after=N\` it begins with what was missed since number N. Where an access token is set, a WebSocket may carry it as \`?access_token=…\`.

**Conventions.** Ids are positive integers, never reused. Timestamps are UTC, ISO 8601, with \`Z\`. Lists are newest first.
Numbers that do not exist are \`null\`. Unknown fields are refused, with the nearest known name offered.`;

const tagDescriptions: Readonly<Record<Operation['tag'], string>> = {
  'Training jobs': 'Jobs wait in a queue and train in processes of their own.',
  Batteries: 'The cells to train on, with their cycles.',
  Models: 'What succeeded jobs left, and what it is worth on measured cells.',
  Predictions: 'What a model says of a cell as it is now.',
  System: 'The program itself.',
};

const errorMeanings: Readonly<Record<ErrorCode, string>> = {
  BAD_REQUEST: 'The body is not JSON, or not what the content type says',
  INVALID_FILE_FORMAT:
    'The uploaded file cannot be read (INVALID_FILE_FORMAT; nothing is stored), or the form itself (BAD_REQUEST)',
  UNAUTHORIZED: 'An access token is configured and the request has none, or a wrong one',
  FORBIDDEN_ORIGIN: 'Host or Origin is not one of ours: a web page elsewhere is calling',
  RESOURCE_NOT_FOUND: 'There is no such resource, or no such address',
  METHOD_NOT_ALLOWED: 'The address exists, but not with this method; the header Allow names those it has',
  CONFLICT: 'The state of the resource does not allow it',
  PAYLOAD_TOO_LARGE: 'The body is over the limit: 1 MB of JSON, 100 MB of upload',
  UNSUPPORTED_MEDIA_TYPE: 'The body is of a type this call does not take',
  VALIDATION_ERROR: 'Fields are wrong; details lists every one of them',
  INTERNAL_ERROR: 'A bug; the log of the program has the reason under the trace id',
  PROCESS_LOST: 'The process that was at work on it ended without an answer; nothing was stored',
  TOO_SLOW: 'It took longer than it may and was given up; nothing was stored',
  SHUTTING_DOWN: 'The program is about to end; ask again after its start',
};

export function buildOpenApiDocument(): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Cellwright API',
      version: programVersion,
      description: introduction,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1', description: 'http://localhost:8000/api/v1 unless another port was chosen' }],
    tags: Object.entries(tagDescriptions).map(([name, description]) => ({ name, description })),
    security: [{}, { accessToken: [] }],
    paths: pathsOf(operations),
    components: {
      schemas: componentSchemas(),
      responses: errorResponses(),
      headers: {
        TraceId: { description: 'Name of this request, also in the log', schema: { type: 'string' } },
      },
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'Only where an access token is configured',
        },
      },
    },
  };
}

function pathsOf(table: Readonly<Record<string, Operation>>): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, operation] of Object.entries(table)) {
    const methods = (paths[operation.path] ??= {});
    methods[operation.method.toLowerCase()] = describeOperation(name, operation);
  }
  return paths;
}

function errorResponses(): Json {
  const content = { 'application/json': { schema: referenceTo('Error') } };
  const codes = Object.keys(httpStatusByErrorCode) as ErrorCode[];
  return Object.fromEntries(codes.map((code) => [code, { description: errorMeanings[code], content }]));
}
