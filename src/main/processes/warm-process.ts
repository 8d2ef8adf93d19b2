/**
 * A process that is kept between requests: started by the first one, ended when nobody asks for a while, and started
 * anew by the next request after it died.
 */
import type { Conversation, ConversationOptions } from './conversation.ts';
import { createConversations } from './living-conversations.ts';

export interface WarmProcessOptions<Answer> extends ConversationOptions<Answer> {
  /** A process that nobody asks anything for this long is ended. */
  readonly idleLimitMs: number;
}

export interface WarmProcess<Answer> {
  /** One at a time. Rejects with ProcessLost. */
  readonly converse: (request: object) => Promise<Answer>;
  /** Ends the process; its request fails, and so do later ones. */
  readonly stop: () => Promise<void>;
}

export function createWarmProcess<Answer>(options: WarmProcessOptions<Answer>): WarmProcess<Answer> {
  const conversations = createConversations(options);
  let current: Conversation<Answer> | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  const begin = (): Conversation<Answer> => {
    const conversation = conversations.begin();
    void conversation.ended.then(() => {
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
    converse: async (request) => {
      clearTimeout(idleTimer);
      current ??= begin();
      try {
        return await current.ask(request);
      } finally {
        idleTimer = setTimeout(endIdle, options.idleLimitMs).unref();
      }
    },
    stop: () => {
      clearTimeout(idleTimer);
      return conversations.stop();
    },
  };
}
