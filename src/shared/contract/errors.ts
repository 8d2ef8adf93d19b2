/** Every error code the program answers with, and the HTTP status it travels under. One list; docs/api/rest.md shows it. */
import { z } from 'zod';

export const httpStatusByErrorCode = {
  BAD_REQUEST: 400,
  INVALID_FILE_FORMAT: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN_ORIGIN: 403,
  RESOURCE_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  VALIDATION_ERROR: 422,
  INTERNAL_ERROR: 500,
  PROCESS_LOST: 503,
  TOO_SLOW: 503,
  SHUTTING_DOWN: 503,
} as const;

export type ErrorCode = keyof typeof httpStatusByErrorCode;

export const errorDetailSchema = z.object({
  field: z.string().describe('The field that is wrong; nested fields as `hyperparams.epochs`'),
  issue: z.string().describe('What is wrong with it, in words'),
});
export type ErrorDetail = z.infer<typeof errorDetailSchema>;

export const errorEnvelopeSchema = z.object({
  error: z.object({
    code: z.enum(Object.keys(httpStatusByErrorCode) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    details: z.array(errorDetailSchema).optional(),
    trace_id: z.string().describe('Also the header X-Trace-Id and in the log line of the request'),
  }),
});
export type ErrorEnvelope = z.infer<typeof errorEnvelopeSchema>;
