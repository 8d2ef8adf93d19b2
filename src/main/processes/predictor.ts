/** Asks a warm predictor process, one request after the other; whoever comes when too many wait is sent away at once. */
import { AppError } from '../../shared/domain/app-error.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import type { StartChild } from './child.ts';
import { forkChild } from './fork-child.ts';
import {
  type EvaluateRequest,
  type PredictorAnswer,
  predictorAnswerSchema,
  type PredictorTask,
  type PredictRequest,
} from '../../shared/contract/predictor-messages.ts';
import { ProcessLost } from './conversation.ts';
import { createWarmProcess } from './warm-process.ts';

export interface PredictorOptions {
  readonly modulePath: string;
  /** Node's fork unless given. */
  readonly startChild?: StartChild | undefined;
  readonly memoryLimitMb?: number;
  /** Of one request. */
  readonly timeLimitMs?: number;
  readonly idleLimitMs?: number;
  /** Requests that may wait behind the one at work. */
  readonly maxWaiting?: number;
}

type Answered<Type extends PredictorAnswer['type']> = Extract<PredictorAnswer, { readonly type: Type }>;

/** Both throw AppError: what the process refused, or why it gave no answer. */
export interface Predictor {
  readonly predict: (request: PredictRequest) => Promise<Answered<'predicted'>['answer']>;
  readonly evaluate: (request: EvaluateRequest) => Promise<Answered<'evaluated'>['summary']>;
  readonly stop: () => Promise<void>;
}

export function createPredictor(options: PredictorOptions): Predictor {
  const limits = {
    memoryLimitMb: options.memoryLimitMb ?? 256,
    timeLimitMs: options.timeLimitMs ?? 30_000,
    idleLimitMs: options.idleLimitMs ?? 60_000,
  };
  const warm = createWarmProcess({
    startChild: options.startChild ?? forkChild,
    entry: options.modulePath,
    serviceName: 'Cellwright predictions',
    heapLimitMb: limits.memoryLimitMb,
    ...limits,
    parseAnswer: (reply) => predictorAnswerSchema.safeParse(reply).data,
  });
  const oneByOne = limitConcurrency(1, warm.converse);
  const maxWaiting = options.maxWaiting ?? 100;
  let waiting = 0;
  const ask = async (task: PredictorTask): Promise<PredictorAnswer> => {
    if (waiting > maxWaiting) throw tooMany();
    waiting += 1;
    try {
      return await oneByOne(task);
    } catch (error) {
      throw error instanceof ProcessLost ? lostInWords(error, limits) : error;
    } finally {
      waiting -= 1;
    }
  };
  return {
    predict: async (request) => answerOf('predicted', await ask(request)).answer,
    evaluate: async (request) => answerOf('evaluated', await ask(request)).summary,
    stop: warm.stop,
  };
}

function answerOf<Type extends 'predicted' | 'evaluated'>(
  type: Type,
  answer: PredictorAnswer,
): Answered<Type> {
  if (answer.type === 'refused') {
    const { code, message, details } = answer;
    throw new AppError(code, message, details ? { details } : {});
  }
  if (answer.type === 'failed') throw new Error(`the predictor process failed: ${answer.stack}`);
  if (answer.type !== type)
    throw new Error(`the predictor process answered ${answer.type} instead of ${type}`);
  return answer as Answered<Type>;
}

const tooMany = (): AppError =>
  new AppError('CONFLICT', 'Too many requests for predictions are waiting already; try again in a moment');

function lostInWords(
  lost: ProcessLost,
  limits: { readonly memoryLimitMb: number; readonly timeLimitMs: number },
): AppError {
  switch (lost.reason) {
    case 'stopped':
      return new AppError('SHUTTING_DOWN', 'The program is shutting down; try again after its start');
    case 'too-slow': {
      const words = `The answer took longer than ${limits.timeLimitMs / 1000} s and was given up; ask for less at a time`;
      return new AppError('TOO_SLOW', words);
    }
    case 'out-of-memory': {
      const words = `The answer needs more than ${limits.memoryLimitMb} MB of memory; ask for less at a time`;
      return new AppError('PROCESS_LOST', words, { cause: lost });
    }
    case 'ended': {
      const words = 'The process that computes predictions ended unexpectedly; nothing was stored. Try again';
      return new AppError('PROCESS_LOST', words, { cause: lost });
    }
  }
}
