/** Runs importer processes: a bounded number at a time, each with a limit of time and of memory. */
import { labelsInWords } from '../../shared/contract/formats.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { forkImportProcess, type ImportProcess, type StartImportProcess } from './import-process.ts';
import {
  type ImportAnswer,
  importAnswerSchema,
  type ImportedCell,
  type ImportOrder,
  type ImportRequest,
} from '../../shared/contract/importer-messages.ts';
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import { limitConcurrency } from './limit-concurrency.ts';

export interface ImporterOptions {
  /** The importer's entry: `out/main/importer.js`, or its source in tests. */
  readonly modulePath: string;
  /** Node's fork unless given. */
  readonly startProcess?: StartImportProcess | undefined;
  readonly timeLimitMs?: number;
  /** Of the JavaScript heap. */
  readonly memoryLimitMb?: number;
  /** Of the whole process; the numbers of a file lie outside of the heap. */
  readonly residentLimitMb?: number;
  readonly maxConcurrent?: number;
}

export interface Importer {
  /** Throws INVALID_FILE_FORMAT where the file is refused, or the process ends without an answer. */
  run(request: ImportRequest): Promise<readonly ImportedCell[]>;
  /** Ends all importer processes; their requests fail, and so do later ones. */
  stop(): Promise<void>;
}

interface Ending {
  readonly answer: ImportAnswer | undefined;
  readonly timedOut: boolean;
  readonly exit: string;
  readonly errorText: string;
}

export function createImporter(options: ImporterOptions): Importer {
  const children = new Set<ImportProcess>();
  const startProcess = options.startProcess ?? forkImportProcess;
  const timeLimitMs = options.timeLimitMs ?? 120_000;
  const memoryLimitMb = options.memoryLimitMb ?? 384;
  const residentLimitMb = options.residentLimitMb ?? 1536;
  let isStopped = false;
  const run = async (request: ImportRequest): Promise<readonly ImportedCell[]> => {
    if (isStopped) throw invalidFile('the program is shutting down; import the file again after its start');
    const child = startProcess(options.modulePath, memoryLimitMb);
    children.add(child);
    try {
      const order = { request, resident_limit_mb: residentLimitMb };
      return cellsOf(await converse(child, order, timeLimitMs), { timeLimitMs, memoryLimitMb });
    } finally {
      children.delete(child);
    }
  };
  return {
    run: limitConcurrency(options.maxConcurrent ?? 2, run),
    stop: async () => {
      isStopped = true;
      await Promise.all(
        [...children].map((child) => {
          child.kill();
          return child.ended;
        }),
      );
    },
  };
}

/** Sends the request and waits until the process has ended, by itself or by the time limit. */
async function converse(child: ImportProcess, order: ImportOrder, timeLimitMs: number): Promise<Ending> {
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill();
  }, timeLimitMs);
  child.send(order);
  const { message, exit, errorText } = await child.ended;
  clearTimeout(timer);
  return { answer: importAnswerSchema.safeParse(message).data, timedOut, exit, errorText };
}

function cellsOf(
  { answer, timedOut, exit, errorText }: Ending,
  limits: { readonly timeLimitMs: number; readonly memoryLimitMb: number },
): readonly ImportedCell[] {
  if (answer?.type === 'imported') return answer.cells;
  if (answer) throw new AppError('INVALID_FILE_FORMAT', answer.message, { details: answer.details });
  if (timedOut) {
    const seconds = Math.round(limits.timeLimitMs / 1000);
    throw invalidFile(`reading it took longer than ${seconds} s and was ended; split the file`);
  }
  const cause = new Error(`importer ended with ${exit}: ${errorText}`);
  if (/heap out of memory|Array buffer allocation failed/i.test(errorText)) {
    throw invalidFile(
      `reading it needs more than ${limits.memoryLimitMb} MB of memory; split the file`,
      cause,
    );
  }
  throw invalidFile(
    `the process that read it ended unexpectedly (${exit}); is it a ${labelsInWords()} file?`,
    cause,
  );
}
