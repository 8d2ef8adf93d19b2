/** Several inputs of one operation in one call: each goes through the same door as alone, and fails alone. */
import type { ErrorCode, ErrorDetail } from '../../shared/contract/errors.ts';
import { type OperationName, operations } from '../../shared/contract/operations.ts';

type BatchName = 'create-predictions';

type BatchedResult =
  | { readonly ok: true; readonly output: unknown }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly details?: readonly ErrorDetail[] | undefined;
      };
    };

export const isBatch = (name: OperationName): name is BatchName => 'batchOf' in operations[name];

/** Output or error of each request in its place. One after the other, so that everybody else is served in between. */
export async function answerBatch(
  ask: (request: unknown) => Promise<BatchedResult>,
  requests: readonly unknown[],
  traceId: string,
): Promise<{ readonly results: readonly unknown[] }> {
  const results: unknown[] = [];
  for (const request of requests) results.push(answerIn(await ask(request), traceId));
  return { results };
}

function answerIn(result: BatchedResult, traceId: string): unknown {
  if (result.ok) return result.output;
  const { code, message, details } = result.error;
  return { error: { code, message, ...(details ? { details } : {}), trace_id: traceId } };
}
