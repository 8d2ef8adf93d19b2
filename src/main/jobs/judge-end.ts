/**
 * What a job's end is, from all that is known when its process is gone. Pure. What a job really reached stands: one
 * that succeeded or failed while it was being stopped has succeeded or failed.
 */
import type { TrainerMessage } from '../../shared/contract/trainer-messages.ts';
import type { RunEnd } from '../executors/executor.ts';
import { explainEnd } from './explain-end.ts';
import type { Conversation } from './trainer-conversation.ts';

/**
 * Who asked for the end: a user stopped the job, or paused it, or the program shuts down and the job goes back into the
 * queue.
 */
export type EndRequest = 'stop' | 'pause' | 'shutdown';

export type JobEnd =
  | { readonly kind: 'succeeded'; readonly message: Extract<TrainerMessage, { type: 'succeeded' }> }
  | { readonly kind: 'failed'; readonly errorMessage: string; readonly errorOutput: string }
  /** Its process was killed or lost: nothing that the job itself would do again. */
  | {
      readonly kind: 'lost';
      readonly errorMessage: string;
      readonly errorOutput: string;
      readonly memoryWasShort: boolean;
    }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'requeued' };

export interface EndedTrainer {
  readonly end: RunEnd;
  readonly conversation: Conversation;
  /** Why the program gave up on the process, in words. */
  readonly fault: string | null;
  readonly endRequest: EndRequest | null;
}

export function judgeEnd(ended: EndedTrainer): JobEnd {
  const { conversation, fault, endRequest, end } = ended;
  const { errorOutput } = end;
  const conclusion = fault === null ? conversation.conclusion : null;
  if (conclusion?.type === 'succeeded') return { kind: 'succeeded', message: conclusion };
  if (conclusion?.type === 'failed') {
    return { kind: 'failed', errorMessage: conclusion.error_message, errorOutput };
  }
  if (endRequest !== null) return endAsAsked(endRequest);
  if (fault !== null) return { kind: 'failed', errorMessage: fault, errorOutput };
  const errorMessage = explainEnd(end, conversation);
  const { memoryWasShort } = end;
  return isLoss[end.cause]
    ? { kind: 'lost', errorMessage, errorOutput, memoryWasShort }
    : { kind: 'failed', errorMessage, errorOutput };
}

/** Whether another attempt may go better. A trainer that broke off by itself would do it again. */
const isLoss: Readonly<Record<RunEnd['cause'], boolean>> = {
  'never-started': true,
  'out-of-memory': true,
  killed: true,
  terminated: true,
  silent: true,
  lost: true,
  crashed: true,
  'broke-off': false,
  ended: false,
};

export const endsAsAsked = { stop: 'stopped', pause: 'paused', shutdown: 'requeued' } as const;

export const endAsAsked = (endRequest: EndRequest): JobEnd => ({ kind: endsAsAsked[endRequest] });
