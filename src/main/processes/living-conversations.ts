/** The conversations in progress with processes of one kind: the end of the program ends them all. */
import {
  type Conversation,
  type ConversationOptions,
  openConversation,
  ProcessLost,
} from './conversation.ts';

export interface LivingConversations<Answer> {
  /** With a process of its own. Throws ProcessLost once it is stopped. */
  readonly begin: () => Conversation<Answer>;
  /** Ends all processes; their requests fail, and so do later ones. */
  readonly stop: () => Promise<void>;
}

export function createConversations<Answer>(
  options: ConversationOptions<Answer>,
): LivingConversations<Answer> {
  const living = new Set<Conversation<Answer>>();
  let isStopped = false;
  return {
    begin: () => {
      if (isStopped) throw stopped();
      const conversation = openConversation(options);
      living.add(conversation);
      void conversation.ended.then(() => living.delete(conversation));
      const ask = (request: object): Promise<Answer> =>
        conversation.ask(request).catch((error: unknown) => {
          throw isStopped ? stopped() : error;
        });
      return { ...conversation, ask };
    },
    stop: async () => {
      isStopped = true;
      for (const { kill } of living) kill();
      await Promise.all([...living].map(({ ended }) => ended));
    },
  };
}

const stopped = (): ProcessLost => new ProcessLost('stopped', 'the program');
