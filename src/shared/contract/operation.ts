/** One row of the table of operations: what a call is named, takes and answers, and how HTTP carries it. */
import type { z } from 'zod';
import type { Collection } from './events.ts';

export interface Operation {
  readonly kind: 'command' | 'query';
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below /api/v1, with `{name}` for path parameters, which are keys of the input. */
  readonly path: string;
  readonly tag: 'Training jobs' | 'Batteries' | 'Models' | 'Predictions' | 'System';
  readonly summary: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType | null;
  readonly status: 200 | 201 | 204;
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
