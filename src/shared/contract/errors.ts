/** Every error code the program answers with: one row each; docs/api/rest.md and openapi.json show them. */
import { z } from 'zod';

interface ErrorFacts {
  readonly status: number;
  /** When it is answered, in words that follow the code. */
  readonly when: string;
}

export const errorFacts = {
  BAD_REQUEST: {
    status: 400,
    when: 'the body is not JSON, a form is broken, the address or the HTTP is malformed',
  },
  INVALID_FILE_FORMAT: {
    status: 400,
    when: 'a file cannot be read; `details` says what was expected and found, and nothing is stored',
  },
  UNAUTHORIZED: {
    status: 401,
    when: 'an access token is configured and the request has none, or a wrong one',
  },
  FORBIDDEN_ORIGIN: {
    status: 403,
    when: '`Host` or `Origin` is not one of ours: a web page elsewhere is calling',
  },
  RESOURCE_NOT_FOUND: { status: 404, when: 'there is no such resource, or no such address' },
  METHOD_NOT_ALLOWED: {
    status: 405,
    when: 'the address exists, but not with this method; the header `Allow` names those it has',
  },
  CONFLICT: { status: 409, when: 'the resource’s state does not allow it' },
  REQUEST_TIMEOUT: { status: 408, when: 'the body did not arrive in time' },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    when: 'a JSON body over 1 MB, or an upload over 100 MB (setting `upload_limit_mb`)',
  },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, when: 'the body is of a type this call does not take' },
  VALIDATION_ERROR: {
    status: 422,
    when:
      'fields are wrong, or the body is JSON but no object; `details` names each of them ' +
      '(400 for a prediction with neither `battery_id` nor `cycle_data`)',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    when: 'too many wrong access tokens; the header `Retry-After` says when to come back',
  },
  INTERNAL_ERROR: { status: 500, when: 'a bug; the log has the reason under the trace id, the answer never' },
  PROCESS_LOST: {
    status: 503,
    when: 'the process that imports or predicts ended without an answer; nothing was stored',
  },
  TOO_SLOW: {
    status: 503,
    when: 'an import, a prediction or an evaluation took longer than it may; nothing was stored',
  },
  STORAGE_UNAVAILABLE: {
    status: 507,
    when: 'the disk of the data folder is full, read-only or gone: nothing was stored; running jobs wait',
  },
  SHUTTING_DOWN: { status: 503, when: 'the program is about to end; ask again after its start' },
} as const satisfies Record<string, ErrorFacts>;

export type ErrorCode = keyof typeof errorFacts;

export const errorCodes = Object.keys(errorFacts) as [ErrorCode, ...ErrorCode[]];

export const httpStatusOf = (code: ErrorCode): number => errorFacts[code].status;

export const errorDetailSchema = z.object({
  field: z.string().describe('The field that is wrong; nested fields as `hyperparams.epochs`'),
  issue: z.string().describe('What is wrong with it, in words'),
});
export type ErrorDetail = z.infer<typeof errorDetailSchema>;

export const errorEnvelopeSchema = z.object({
  error: z.object({
    code: z.enum(errorCodes),
    message: z.string(),
    details: z.array(errorDetailSchema).optional(),
    trace_id: z.string().describe('Also the header X-Trace-Id and in the log line of the request'),
  }),
});
export type ErrorEnvelope = z.infer<typeof errorEnvelopeSchema>;
