/** Why a trainer process ended without a word of its own, in words a user can act on. Pure. */
import type { Conversation } from './trainer-conversation.ts';
import { type ChildEnd, ranOutOfMemory } from '../processes/child.ts';

export interface UnexpectedExit {
  readonly exit: ChildEnd;
  readonly conversation: Conversation;
  readonly heapLimitMb: number;
}

const smallerJob =
  'Train on fewer batteries, or lower batch_size (for a BiLSTM also window or hidden_size); running fewer jobs at once helps too.';
const seeLog = 'The last lines of its error output are in the log.';

export function explainExit({ exit, conversation, heapLimitMb }: UnexpectedExit): string {
  if (exit.kind === 'never-started') {
    return `The trainer process could not be started: ${exit.reason}. Create the job again when the computer is less busy.`;
  }
  if (ranOutOfMemory(exit)) {
    return `The trainer process ran out of memory (its limit is ${heapLimitMb} MB). ${smallerJob}`;
  }
  if (exit.signal === 'SIGKILL') {
    return `The trainer process was killed by the system, most likely because the computer ran out of memory. ${smallerJob}`;
  }
  if (conversation.conclusion?.type === 'stopped' || exit.signal === 'SIGTERM') {
    return 'The trainer process was ended from outside the program. Create the job again.';
  }
  return explainCrash(exit, conversation);
}

function explainCrash(
  { exitCode, signal, errorOutput }: ChildEnd & { readonly kind: 'exited' },
  { phase }: Conversation,
): string {
  const when = phase === 'starting' ? ' before it began to train' : '';
  const pointer = errorOutput === '' ? 'It left no error output.' : seeLog;
  if (signal !== null) return `The trainer process crashed${when} (signal ${signal}). ${pointer}`;
  if (exitCode === 0) return `The trainer process ended early${when}, without a result. ${pointer}`;
  return `The trainer process crashed${when} (exit code ${String(exitCode)}). ${pointer}`;
}
