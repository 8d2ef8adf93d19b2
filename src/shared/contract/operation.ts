/** One row of the table of operations: all that is to say of a call; how HTTP carries it, what it answers, what it refuses. */
import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import type { Collection } from './events.ts';

export interface Operation {
  readonly kind: 'command' | 'query';
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below /api/v1, with `{name}` for path parameters, which are keys of the input. */
  readonly path: string;
  readonly tag: 'Training jobs' | 'Batteries' | 'Models' | 'Predictions' | 'System';
  readonly summary: string;
  /** What a caller wants to know beyond the summary, in a sentence or two. */
  readonly description: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType | null;
  readonly status: 200 | 201 | 204;
  /** The codes its handler may fail with, beside those that any request can meet (`failsAnyway`). */
  readonly fails: readonly ErrorCode[];
  /** The one sentence of its 422, above the details; `generalRefusal` where nothing is said. */
  readonly refusal?: string;
  /** One call of it and its answer, as the API document shows them. */
  readonly example: { readonly input: object; readonly output: unknown };
  /**
   * How the body travels; JSON where nothing is said. `multipart` puts an upload on disk first, `file` sends one,
   * `slices` is an answer so long that its JSON is written a slice at a time, `stored` one whose JSON lies in a file.
   */
  readonly transfer?: 'multipart' | 'file' | 'slices' | 'stored';
  /** What else has changed once it is done; jobs announce themselves but for their end as a row. */
  readonly changes?: readonly Collection[];
  /** The operation that each of its `requests` is an input of; every one succeeds or fails alone. */
  readonly batchOf?: string;
}

export const generalRefusal = 'Invalid request: the details name each wrong field';

/** Of a handler that has its work done in a process of its own. */
export const failsOfProcesses = ['PROCESS_LOST', 'TOO_SLOW', 'SHUTTING_DOWN'] as const;

/** What any request can meet before or behind a handler. */
const failsAnyway: readonly ErrorCode[] = [
  'BAD_REQUEST',
  'UNAUTHORIZED',
  'FORBIDDEN_ORIGIN',
  'VALIDATION_ERROR',
  'TOO_MANY_REQUESTS',
  'INTERNAL_ERROR',
  'STORAGE_UNAVAILABLE',
];

/** Beside those, one that brings a body. */
const failsWithBody: readonly ErrorCode[] = [
  'REQUEST_TIMEOUT',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
];

const takesBody = ({ kind, method }: Operation): boolean => kind === 'command' && method !== 'DELETE';

/** Every code that the operation can be answered with. */
export const failuresOf = (operation: Operation): readonly ErrorCode[] => [
  ...failsAnyway,
  ...(takesBody(operation) ? failsWithBody : []),
  ...operation.fails,
];
