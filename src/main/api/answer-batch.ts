/** Several inputs of one operation in one call: each goes through the same door as alone, and fails alone. */
import { type OperationName, operations } from '../../shared/contract/operations.ts';
import type { Dispatch, DispatchResult } from './dispatch.ts';

type BatchName = 'create-predictions';

export const isBatch = (name: OperationName): name is BatchName => 'batchOf' in operations[name];

/** Output or error of each request in its place. One after the other, so that everybody else is served in between. */
export async function answerBatch(
  dispatch: Dispatch,
  operation: OperationName,
  requests: readonly unknown[],
  traceId: string,
): Promise<{ readonly results: readonly unknown[] }> {
  const results: unknown[] = [];
  for (const request of requests)
    results.push(answerIn(await dispatch(operation, request, traceId), traceId));
  return { results };
}

function answerIn(result: DispatchResult, traceId: string): unknown {
  if (result.ok) return result.output;
  const { code, message, details } = result.error;
  return { error: { code, message, ...(details ? { details } : {}), trace_id: traceId } };
}
