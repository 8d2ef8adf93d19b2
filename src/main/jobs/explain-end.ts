/** Why a trainer ended without a word of its own, in words a user can act on. Pure. */
import type { RunEnd } from '../executors/executor.ts';
import { silenceWords } from './fault-words.ts';
import type { Conversation } from './trainer-conversation.ts';

const smallerJob =
  'Train on fewer batteries, or lower batch_size (for a BiLSTM also window or hidden_size); running fewer jobs at once helps too.';
const endedFromOutside = 'The trainer process was ended from outside the program. Create the job again.';

type Explain = (end: RunEnd, conversation: Conversation) => string;

const explanations: Readonly<Record<RunEnd['cause'], Explain>> = {
  'never-started': ({ detail }) =>
    `The trainer process could not be started: ${detail}. Create the job again when the computer is less busy.`,
  'out-of-memory': ({ detail }) => `The trainer process ran out of memory (${detail}). ${smallerJob}`,
  killed: ({ detail, memoryWasShort }) =>
    `The trainer process was killed from outside the program (${detail}).${memoryWasShort ? ` ${smallerJob}` : ''}`,
  terminated: () => endedFromOutside,
  silent: ({ detail }) => silenceWords(detail),
  lost: () => 'The trainer process is not to be found any more. Create the job again.',
  ended: explainOwnEnd,
  crashed: explainOwnEnd,
  'broke-off': explainOwnEnd,
};

export const explainEnd: Explain = (end, conversation) => explanations[end.cause](end, conversation);

function explainOwnEnd(end: RunEnd, conversation: Conversation): string {
  return conversation.conclusion?.type === 'stopped' ? endedFromOutside : explainCrash(end, conversation);
}

function explainCrash({ cause, detail, errorOutput }: RunEnd, { phase }: Conversation): string {
  const when = phase === 'starting' ? ' before it began to train' : '';
  const pointer =
    errorOutput === '' ? 'It left no error output.' : 'The last lines of its error output are in the log.';
  return cause === 'ended'
    ? `The trainer process ended early${when}, without a result. ${pointer}`
    : `The trainer process crashed${when} (${detail}). ${pointer}`;
}
