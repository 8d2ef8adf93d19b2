/** Hears one trainer out: checks what it says, records what it reports, and notices when it goes wrong. */
import type { TrainerMessage } from '../../shared/contract/trainer-messages.ts';
import { explainFileError } from './explain-file-error.ts';
import { floodWords, nonsenseWords } from './fault-words.ts';
import type { JobJournal } from './job-journal.ts';
import { createMessageRate } from './message-rate.ts';
import { parseTrainerMessage } from './parse-trainer-message.ts';
import { createReportBuffer } from './report-buffer.ts';
import { createRepetition } from './repetition.ts';
import type { RunLimits } from './run-limits.ts';
import { type Conversation, hear, openConversation } from './trainer-conversation.ts';

export interface TrainerListener {
  /** Takes whatever the process sent. */
  readonly onMessage: (message: unknown) => void;
  /** Listens no longer; resolves with all that was heard, when it is recorded. */
  readonly end: () => Promise<{ readonly conversation: Conversation; readonly fault: string | null }>;
}

/** What a listener records of a trainer. */
export type ListenerRecord = 'recordDevice' | 'recordPrepared' | 'recordResumed' | 'recordReport';

export interface TrainerListenerParts {
  readonly jobId: number;
  readonly totalEpochs: number;
  readonly journal: Pick<JobJournal, ListenerRecord>;
  /** Aborted when the run shall end. */
  readonly endSignal: AbortSignal;
  readonly limits: Pick<RunLimits, 'messagesPerSecond' | 'retryMs'>;
  /** The first thing that goes wrong; afterwards nothing is listened to. */
  readonly onFault: () => void;
  readonly onConclusion: () => void;
}

interface Hearing {
  conversation: Conversation;
  fault: string | null;
  isOver: boolean;
}

export function listenToTrainer(parts: TrainerListenerParts): TrainerListener {
  const { limits } = parts;
  const hearing: Hearing = {
    conversation: openConversation(parts.totalEpochs),
    fault: null,
    isOver: false,
  };
  const giveUp = (fault: string): void => {
    if (hearing.fault !== null || hearing.isOver) return;
    hearing.fault = fault;
    parts.onFault();
  };
  const recorder = createRecorder(parts, giveUp);
  const rate = createMessageRate(limits.messagesPerSecond, () => performance.now());
  return {
    onMessage: (message) => {
      if (hearing.fault !== null || hearing.isOver || hearing.conversation.phase === 'concluded') return;
      const heard = rate.isWithinLimit() ? understand(hearing.conversation, message) : undefined;
      if (!heard) giveUp(floodWords(limits.messagesPerSecond));
      else if ('nonsense' in heard) giveUp(nonsenseWords(heard.nonsense));
      else {
        hearing.conversation = heard.conversation;
        recorder.record(heard.message);
        if (heard.conversation.phase === 'concluded') parts.onConclusion();
      }
    },
    end: async () => {
      await recorder.drained();
      hearing.isOver = true;
      return { conversation: hearing.conversation, fault: hearing.fault };
    },
  };
}

type Understood =
  { readonly message: TrainerMessage; readonly conversation: Conversation } | { readonly nonsense: string };

function understand(conversation: Conversation, raw: unknown): Understood {
  const message = parseTrainerMessage(raw);
  if (!message) return { nonsense: 'sent a message that is none' };
  const heard = hear(conversation, message);
  return 'nonsense' in heard ? heard : { ...heard, message };
}

/** Writes down what was understood; a failure to do so is the job's fault like any other. */
function createRecorder(
  { jobId, journal, limits, endSignal }: TrainerListenerParts,
  giveUp: (fault: string) => void,
): { readonly record: (message: TrainerMessage) => void; readonly drained: () => Promise<void> } {
  const onError = (error: unknown): void =>
    giveUp(explainFileError('record what the trainer reported', error));
  const repetition = createRepetition((epoch) => journal.recordResumed(jobId, epoch));
  const reports = createReportBuffer({
    record: (report) => journal.recordReport(jobId, repetition.withoutKnownLines(report)),
    onError,
    retryMs: limits.retryMs,
  });
  return {
    record: (message) => {
      if (message.type === 'report') reports.add(message);
      if (message.type === 'started') reports.addFact(() => journal.recordDevice(jobId, message.device));
      if (message.type === 'prepared')
        reports.addFact(() => journal.recordPrepared(jobId, message.evaluation));
      if (message.type === 'resumed')
        reports.addFact(() => repetition.begin(message.epoch, message.same_bits));
    },
    drained: () => reports.drained(endSignal),
  };
}
