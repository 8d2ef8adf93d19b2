/** One predictor process from its start to its end: requests with numbers, one at a time, each with a limit of time. */
import type { PredictorHandle, StartPredictor } from './predictor-handle.ts';
import {
  type PredictorAnswer,
  predictorReplySchema,
  type PredictorTask,
} from '../../shared/contract/predictor-messages.ts';

/** The process that was asked is gone, and with it the answer. */
export class ProcessLost extends Error {
  readonly reason: 'ended' | 'too-slow' | 'out-of-memory' | 'stopped';

  constructor(reason: ProcessLost['reason'], exit: string, errorText: string) {
    super(`the predictor process ended with ${exit}: ${errorText}`);
    this.name = 'ProcessLost';
    this.reason = reason;
  }
}

export interface ConversationOptions {
  readonly modulePath: string;
  readonly startProcess: StartPredictor;
  readonly memoryLimitMb: number;
  readonly timeLimitMs: number;
}

export interface Conversation extends Pick<PredictorHandle, 'kill'> {
  /** Rejects with ProcessLost. */
  ask(task: PredictorTask): Promise<PredictorAnswer>;
  readonly ended: Promise<void>;
}

interface Pending {
  readonly id: number;
  readonly accept: (answer: PredictorAnswer) => void;
  readonly reject: (error: ProcessLost) => void;
}

export function openConversation(options: ConversationOptions): Conversation {
  let pending: Pending | undefined;
  let lastId = 0;
  let isTooSlow = false;
  const handle = options.startProcess({
    ...options,
    onMessage: (message) => {
      const { success, data } = predictorReplySchema.safeParse(message);
      if (success && data.id === pending?.id) pending.accept(data.reply);
    },
  });
  const ended = handle.ended.then(({ exit, errorText }) => {
    pending?.reject(new ProcessLost(isTooSlow ? 'too-slow' : reasonIn(errorText), exit, errorText));
  });
  return {
    kill: () => handle.kill(),
    ended,
    ask: async (task) => {
      lastId += 1;
      const answer = new Promise<PredictorAnswer>((accept, reject) => {
        pending = { id: lastId, accept, reject };
      });
      const timer = setTimeout(() => {
        isTooSlow = true;
        handle.kill();
      }, options.timeLimitMs);
      handle.send({ id: lastId, task });
      try {
        return await answer;
      } finally {
        clearTimeout(timer);
        pending = undefined;
      }
    },
  };
}

const memoryWords = /heap out of memory|allocation failed|could not allocate memory/i;

const reasonIn = (errorText: string): ProcessLost['reason'] =>
  memoryWords.test(errorText) ? 'out-of-memory' : 'ended';
