/** Runs importer processes: a bounded number at a time, each with a limit of time and of memory. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { AppError } from '../../shared/domain/app-error.ts';
import {
  type ImportAnswer,
  importAnswerSchema,
  type ImportedCell,
  type ImportRequest,
} from './importer-messages.ts';
import { invalidFile } from './invalid-file.ts';
import { limitConcurrency } from './limit-concurrency.ts';

export interface ImporterOptions {
  /** The importer's entry: `out/main/importer.js`, or its source in tests. */
  readonly modulePath: string;
  readonly timeLimitMs?: number;
  readonly memoryLimitMb?: number;
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
  const children = new Set<ChildProcess>();
  const timeLimitMs = options.timeLimitMs ?? 120_000;
  const memoryLimitMb = options.memoryLimitMb ?? 384;
  let isStopped = false;
  const run = async (request: ImportRequest): Promise<readonly ImportedCell[]> => {
    if (isStopped) throw invalidFile('the program is shutting down; import the file again after its start');
    const child = startImporter(options.modulePath, memoryLimitMb);
    children.add(child);
    try {
      return cellsOf(await converse(child, request, timeLimitMs), { timeLimitMs, memoryLimitMb });
    } finally {
      children.delete(child);
    }
  };
  return {
    run: limitConcurrency(options.maxConcurrent ?? 2, run),
    stop: async () => {
      isStopped = true;
      await Promise.all([...children].map(endProcess));
    },
  };
}

function startImporter(modulePath: string, memoryLimitMb: number): ChildProcess {
  return fork(modulePath, [], {
    execArgv: [`--max-old-space-size=${memoryLimitMb}`],
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Sends the request and waits until the process has ended, by itself or by the time limit. */
async function converse(child: ChildProcess, request: ImportRequest, timeLimitMs: number): Promise<Ending> {
  let answer: ImportAnswer | undefined;
  let timedOut = false;
  let errorText = '';
  child.once('message', (message) => {
    answer = importAnswerSchema.safeParse(message).data;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    errorText = (errorText + chunk.toString()).slice(-4000);
  });
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, timeLimitMs);
  const exit = await new Promise<string>((accept) => {
    child.once('error', (error) => accept(error.message));
    // `close` comes after the last byte of stderr.
    child.once('close', (code, signal) => accept(signal ?? `code ${String(code)}`));
    // A process that dies at once cannot be written to; its end says more than the failed write.
    child.send(request, () => undefined);
  });
  clearTimeout(timer);
  return { answer, timedOut, exit, errorText };
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
  throw invalidFile(`the process that read it ended unexpectedly (${exit}); is it a CSV table?`, cause);
}
