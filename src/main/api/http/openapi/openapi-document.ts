/** The API document, OpenAPI 3.1, from the table of operations; docs/api/openapi.json is this, written down. */
import { errorCodes } from '../../../../shared/contract/errors.ts';
import { runningJobExample } from '../../../../shared/contract/examples/job-examples.ts';
import { type Operation, operations } from '../../../../shared/contract/operations.ts';
import { programVersion } from '../../../program-version.ts';
import { componentSchemas } from './component-schemas.ts';
import { describeOperation, errorResponse } from './describe-operation.ts';
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

export function buildOpenApiDocument(): Json {
  const paths = pathsOf(operations);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Cellwright API',
      version: programVersion,
      description: introduction,
      contact: { name: 'The maintainers of Cellwright' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1', description: 'http://localhost:8000/api/v1 unless another port was chosen' }],
    tags: Object.entries(tagDescriptions).map(([name, description]) => ({ name, description })),
    security: [{}, { accessToken: [] }],
    paths,
    webhooks: { 'job-event': { post: jobEvent } },
    components: {
      schemas: componentSchemas(),
      responses: errorResponsesIn(paths),
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

/** What the program sends of itself has one place in OpenAPI, though these travel over a WebSocket. */
const jobEvent: Json = {
  operationId: 'job-event',
  tags: ['Training jobs'],
  summary: 'A message of the WebSocket on a job',
  description:
    'Not a request that the program makes: the form of the messages that it sends over the WebSockets ' +
    '`/training-jobs/{job_id}/ws` and `/events/ws`, see the introduction.',
  requestBody: {
    required: true,
    content: { 'application/json': { schema: referenceTo('JobEvent'), example: exampleEvent() } },
  },
  responses: { 204: { description: 'Nothing is answered to a message' } },
};

function exampleEvent(): Json {
  const { id, status, progress, current_epoch, total_epochs } = runningJobExample;
  const state = { job_id: id, status, progress, current_epoch, total_epochs };
  return { type: 'status', ...state, timestamp: '2025-01-07T11:00:00Z' };
}

function pathsOf(table: Readonly<Record<string, Operation>>): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, operation] of Object.entries(table)) {
    const methods = (paths[operation.path] ??= {});
    methods[operation.method.toLowerCase()] = describeOperation(name, operation);
  }
  return paths;
}

/** Those that an operation refers to. */
function errorResponsesIn(paths: Json): Json {
  const text = JSON.stringify(paths);
  const used = errorCodes.filter((code) => text.includes(`"#/components/responses/${code}"`));
  return Object.fromEntries(used.map((code) => [code, errorResponse([code])]));
}
