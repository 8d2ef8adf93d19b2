/** One process that answers, from its start to its end: requests with numbers, one at a time, each with a limit of time. */
import { childReplySchema, type ChildRequest } from '../../shared/contract/child-messages.ts';
import { type Child, endInWords, ranOutOfMemory, type StartChild } from './child.ts';

/** The process that was asked is gone, and with it the answer. */
export class ProcessLost extends Error {
  readonly reason: 'ended' | 'too-slow' | 'out-of-memory' | 'stopped';
  /** How it ended: a signal, an exit code, or why it never started. */
  readonly exit: string;

  constructor(reason: ProcessLost['reason'], exit: string, errorOutput = '') {
    super(`the process ended with ${exit}: ${errorOutput}`);
    this.name = 'ProcessLost';
    this.reason = reason;
    this.exit = exit;
  }
}

export interface ConversationOptions<Answer> {
  readonly startChild: StartChild;
  readonly entry: string;
  readonly serviceName: string;
  readonly heapLimitMb: number;
  /** Of one request. */
  readonly timeLimitMs: number;
  /** Undefined for what is no answer: it is not listened to. */
  readonly parseAnswer: (reply: unknown) => Answer | undefined;
}

export interface Conversation<Answer> {
  /** Rejects with ProcessLost. */
  readonly ask: (request: object) => Promise<Answer>;
  /** At once. */
  readonly kill: () => void;
  /** Never rejects. */
  readonly ended: Promise<unknown>;
}

interface Pending<Answer> {
  readonly id: number;
  readonly accept: (answer: Answer) => void;
  readonly reject: (error: ProcessLost) => void;
}

export function openConversation<Answer>(options: ConversationOptions<Answer>): Conversation<Answer> {
  let pending: Pending<Answer> | undefined;
  let lost: ProcessLost | undefined;
  let lastId = 0;
  let isTooSlow = false;
  const child = options.startChild({
    ...options,
    onMessage: (message) => {
      const { data } = childReplySchema.safeParse(message);
      const answer = data && data.id === pending?.id ? options.parseAnswer(data.reply) : undefined;
      if (answer !== undefined) pending?.accept(answer);
    },
  });
  const ended = lossOf(child, () => isTooSlow).then((loss) => {
    lost = loss;
    pending?.reject(loss);
  });
  const kill = (): void => child.kill('SIGKILL');
  const ask = async (request: object): Promise<Answer> => {
    if (lost) throw lost;
    lastId += 1;
    const id = lastId;
    const answer = new Promise<Answer>((accept, reject) => {
      pending = { id, accept, reject };
    });
    const timer = setTimeout(() => {
      isTooSlow = true;
      kill();
    }, options.timeLimitMs);
    child.send({ id, request } satisfies ChildRequest);
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
      pending = undefined;
    }
  };
  return { ask, kill, ended };
}

async function lossOf(child: Child, isTooSlow: () => boolean): Promise<ProcessLost> {
  const end = await child.ended;
  const ownReason = ranOutOfMemory(end) ? 'out-of-memory' : 'ended';
  const errorOutput = end.kind === 'exited' ? end.errorOutput : '';
  return new ProcessLost(isTooSlow() ? 'too-slow' : ownReason, endInWords(end), errorOutput);
}
