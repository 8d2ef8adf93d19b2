/** What the page hears over IPC: a result and never an exception, failures with their envelope. */
import { randomUUID } from 'node:crypto';
import type { BridgeResult } from '../../../shared/contract/bridge.ts';
import type { OperationName } from '../../../shared/contract/operations.ts';
import type { Dispatch, Failure } from '../dispatch.ts';

export async function answerFrom(
  dispatch: Dispatch,
  name: OperationName,
  input: unknown,
): Promise<BridgeResult> {
  const traceId = randomUUID();
  const result = await dispatch(name, input, traceId);
  return result.ok ? result : failed(result.error, traceId);
}

export function failed(
  { code, message, details }: Failure,
  traceId: string = randomUUID(),
): Extract<BridgeResult, { ok: false }> {
  const error = { code, message, ...(details ? { details: [...details] } : {}), trace_id: traceId };
  return { ok: false, error };
}

export const refusedStranger = (): BridgeResult =>
  failed({ code: 'FORBIDDEN_ORIGIN', message: 'Only Cellwright’s own page may ask' });
