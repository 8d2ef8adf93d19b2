/** One predictor process: Node's own here, Electron's utility process on the desktop. */
import { fork } from 'node:child_process';
import { createTextTail } from './text-tail.ts';

interface PredictorEnd {
  /** In words: a signal, an exit code, or why it never started. */
  readonly exit: string;
  /** The end of its error output. */
  readonly errorText: string;
}

export interface PredictorHandle {
  /** To a process that is gone: lost, without an error. */
  send(message: object): void;
  /** At once. */
  kill(): void;
  /** Never rejects. */
  readonly ended: Promise<PredictorEnd>;
}

interface PredictorStart {
  /** The predictor's entry: `out/main/predictor.js`, or its source in tests. */
  readonly modulePath: string;
  readonly memoryLimitMb: number;
  /** Unchecked. */
  readonly onMessage: (message: unknown) => void;
}

/** Never throws. */
export type StartPredictor = (start: PredictorStart) => PredictorHandle;

export const forkPredictor: StartPredictor = ({ modulePath, memoryLimitMb, onMessage }) => {
  const child = fork(modulePath, [], {
    execArgv: [`--max-old-space-size=${memoryLimitMb}`],
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const errorTail = createTextTail();
  child.on('message', onMessage);
  child.stderr?.on('data', (chunk: Buffer) => errorTail.add(chunk.toString('utf8')));
  const exit = new Promise<string>((accept) => {
    child.on('error', (error) => {
      // After the start it is a message or a kill that failed; the end itself says more.
      if (child.pid === undefined) accept(error.message);
    });
    // `close` comes after the last byte of stderr.
    child.once('close', (code, signal) => accept(signal ?? `code ${String(code)}`));
  });
  return {
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    kill: () => void child.kill('SIGKILL'),
    ended: exit.then((words) => ({ exit: words, errorText: errorTail.lines() })),
  };
};
