/** One process that reads one file: Node's own here, Electron's utility process on the desktop. */
import { fork } from 'node:child_process';
import type { ImportOrder } from '../../shared/contract/importer-messages.ts';

/** How it ended. Only this ends an import, never the answer. */
interface ImportProcessEnd {
  /** The first thing it said, unchecked; undefined where it said nothing. */
  readonly message: unknown;
  /** In words: a signal, an exit code, or why it never started. */
  readonly exit: string;
  /** The end of its error output. */
  readonly errorText: string;
}

export interface ImportProcess {
  /** To a process that is gone: lost, without an error. */
  send(order: ImportOrder): void;
  /** At once. */
  kill(): void;
  /** Never rejects. */
  readonly ended: Promise<ImportProcessEnd>;
}

/** Never throws. */
export type StartImportProcess = (modulePath: string, memoryLimitMb: number) => ImportProcess;

const keptErrorCharacters = 4000;

export const forkImportProcess: StartImportProcess = (modulePath, memoryLimitMb) => {
  const child = fork(modulePath, [], {
    execArgv: [`--max-old-space-size=${memoryLimitMb}`],
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let message: unknown;
  let errorText = '';
  child.once('message', (first) => {
    message = first;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    errorText = (errorText + chunk.toString()).slice(-keptErrorCharacters);
  });
  const exit = new Promise<string>((accept) => {
    child.once('error', (error) => accept(error.message));
    // `close` comes after the last byte of stderr.
    child.once('close', (code, signal) => accept(signal ?? `code ${String(code)}`));
  });
  return {
    // A process that dies at once cannot be written to; its end says more than the failed write.
    send: (order) => void child.send(order, () => undefined),
    kill: () => void child.kill('SIGKILL'),
    ended: exit.then((words) => ({ message, exit: words, errorText })),
  };
};
