/**
 * A predictor process that is kept between requests: started by the first one, ended when nobody asks for a while, and
 * started anew by the next request after it died.
 */
import {
  type Conversation,
  type ConversationOptions,
  openConversation,
  ProcessLost,
} from './conversation.ts';
import type { PredictorAnswer, PredictorTask } from '../../shared/contract/predictor-messages.ts';

export interface WarmProcessOptions extends ConversationOptions {
  /** A process that nobody asks anything for this long is ended. */
  readonly idleLimitMs: number;
}

export interface WarmProcess {
  /** One at a time. Rejects with ProcessLost. */
  readonly converse: (task: PredictorTask) => Promise<PredictorAnswer>;
  /** Ends the process; its request fails, and so do later ones. */
  readonly stop: () => Promise<void>;
}

export function createWarmProcess(options: WarmProcessOptions): WarmProcess {
  let current: Conversation | undefined;
  const living = new Set<Conversation>();
  let idleTimer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const isLate = (): boolean => isStopped;
  const begin = (): Conversation => {
    const conversation = openConversation(options);
    living.add(conversation);
    void conversation.ended.then(() => {
      living.delete(conversation);
      if (current === conversation) current = undefined;
    });
    return conversation;
  };
  const endIdle = (): void => {
    current?.kill();
    // Nothing more is said to a process that is told to go.
    current = undefined;
  };
  return {
    converse: async (task) => {
      if (isLate()) throw stopped();
      clearTimeout(idleTimer);
      current ??= begin();
      try {
        return await current.ask(task);
      } catch (error) {
        throw isLate() ? stopped() : error;
      } finally {
        idleTimer = setTimeout(endIdle, options.idleLimitMs).unref();
      }
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(idleTimer);
      for (const conversation of living) conversation.kill();
      await Promise.all([...living].map(({ ended }) => ended));
    },
  };
}

const stopped = (): ProcessLost => new ProcessLost('stopped', 'the program', '');
