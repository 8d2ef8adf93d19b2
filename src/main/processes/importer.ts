/** Runs importer processes: a bounded number at a time, each for one file, with a limit of time and of memory. */
import { labelsInWords } from '../../shared/contract/formats.ts';
import type { ImportPreview } from '../../shared/contract/import-preview.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import type { StartChild } from './child.ts';
import { ProcessLost } from './conversation.ts';
import { forkChild } from './fork-child.ts';
import {
  type Adopted,
  type AdoptRequest,
  type ImportAnswer,
  importAnswerSchema,
  type ImportedCell,
  type ImportOrder,
  type ImportRequest,
  type Judged,
  type JudgeRequest,
  type PreviewRequest,
} from '../../shared/contract/importer-messages.ts';
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import { storageFaultBehind } from '../../shared/domain/storage-fault.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import { createConversations } from './living-conversations.ts';

export interface ImporterOptions {
  /** The importer's entry: `out/main/importer.js`, or its source in tests. */
  readonly modulePath: string;
  /** Node's fork unless given. */
  readonly startChild?: StartChild | undefined;
  readonly timeLimitMs?: number;
  /** Of the JavaScript heap. */
  readonly memoryLimitMb?: number;
  /** Of the whole process; the numbers of a file lie outside of the heap. */
  readonly residentLimitMb?: number;
  readonly maxConcurrent?: number;
}

export interface Importer {
  /**
   * Throws INVALID_FILE_FORMAT where the file is refused or needs too much memory; TOO_SLOW, PROCESS_LOST or
   * SHUTTING_DOWN where there is no answer.
   */
  run(request: ImportRequest): Promise<readonly ImportedCell[]>;
  /** What `run` would make of the file, without storing anything. Throws as `run` does. */
  preview(request: PreviewRequest): Promise<ImportPreview>;
  /** Reports of stored cells, judged anew. Throws as `run` does, but for the file. */
  judge(request: JudgeRequest): Promise<Judged['cells']>;
  /** What can be said of files that lost their rows; a file that cannot be read is refused alone. Throws as `run` does. */
  adopt(request: AdoptRequest): Promise<Adopted>;
  /** Ends all importer processes; their requests fail, and so do later ones. */
  stop(): Promise<void>;
}

export function createImporter(options: ImporterOptions): Importer {
  const timeLimitMs = options.timeLimitMs ?? 120_000;
  const memoryLimitMb = options.memoryLimitMb ?? 384;
  const residentLimitMb = options.residentLimitMb ?? 1536;
  const conversations = createConversations({
    startChild: options.startChild ?? forkChild,
    entry: options.modulePath,
    serviceName: 'Cellwright import',
    heapLimitMb: memoryLimitMb,
    timeLimitMs,
    parseAnswer: (reply) => importAnswerSchema.safeParse(reply).data,
  });
  const ask = async (order: ImportOrder): Promise<ImportAnswer> => {
    const { ask: askProcess, kill, ended } = conversations.begin();
    try {
      return await askProcess(order);
    } finally {
      // What still reads is of no use to anybody.
      kill();
      await ended;
    }
  };
  const askInWords = async (request: ImportOrder['request']): Promise<ImportAnswer> => {
    try {
      return await ask({ request, resident_limit_mb: residentLimitMb });
    } catch (error) {
      throw error instanceof ProcessLost ? lostInWords(error, { timeLimitMs, memoryLimitMb }) : error;
    }
  };
  const askInTurn = limitConcurrency(options.maxConcurrent ?? 2, askInWords);
  return {
    run: async (request) => answerOfType('imported', await askInTurn(request)).cells,
    preview: async (request) => answerOfType('previewed', await askInTurn(request)).preview,
    judge: async (request) => answerOfType('judged', await askInTurn(request)).cells,
    adopt: async (request) => answerOfType('adopted', await askInTurn(request)),
    stop: conversations.stop,
  };
}

function answerOfType<Type extends ImportAnswer['type']>(
  type: Type,
  answer: ImportAnswer,
): Extract<ImportAnswer, { type: Type }> {
  if (answer.type === type) return answer as Extract<ImportAnswer, { type: Type }>;
  if (answer.type !== 'refused') throw new Error('the importer answered another question');
  throw new AppError('INVALID_FILE_FORMAT', answer.message, { details: answer.details });
}

/** As it is where the disk is to blame, and not the file: whoever asked is told so. */
function lostInWords(
  lost: ProcessLost,
  limits: { readonly timeLimitMs: number; readonly memoryLimitMb: number },
): Error {
  const seconds = Math.round(limits.timeLimitMs / 1000);
  switch (lost.reason) {
    case 'stopped':
      return unread('SHUTTING_DOWN', 'the program is shutting down; import the file again after its start');
    case 'too-slow':
      return unread('TOO_SLOW', `reading it took longer than ${seconds} s and was ended; split the file`);
    case 'out-of-memory':
      return invalidFile(
        `reading it needs more than ${limits.memoryLimitMb} MB of memory; split the file`,
        lost,
      );
    case 'ended':
      if (storageFaultBehind(lost)) return lost;
      return unread(
        'PROCESS_LOST',
        `the process that read it ended unexpectedly (${lost.exit}); is it a ${labelsInWords()} file?`,
        lost,
      );
  }
}

/** No judgement of the file: it was not read to its end. */
const unread = (
  code: 'SHUTTING_DOWN' | 'TOO_SLOW' | 'PROCESS_LOST',
  issue: string,
  cause?: ProcessLost,
): AppError =>
  new AppError(code, 'The file could not be imported', { details: [{ field: 'file', issue }], cause });
