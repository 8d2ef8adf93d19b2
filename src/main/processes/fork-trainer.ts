/** Trainers as plain Node processes with a message channel. A trainer ends by itself when the channel breaks. */
import { type ChildProcess, fork } from 'node:child_process';
import { createTextTail } from './text-tail.ts';
import type { SpawnTrainer, TrainerExit, TrainerHandle, TrainerStart } from './trainer-handle.ts';

/** The last words of a dead process arrive within this, unless something of its own holds its pipes open. */
const lastWordsMs = 250;

/** `trainerPath`: the built `trainer.js`, called as `trainer.js <jobFolder> <generation>`. */
export function forkTrainer(trainerPath: string): SpawnTrainer {
  return (start) => {
    try {
      return handleOf(forkChild(trainerPath, start), start);
    } catch (error) {
      return neverStarted(error);
    }
  };
}

function forkChild(trainerPath: string, { jobFolder, generation, heapLimitMb }: TrainerStart): ChildProcess {
  return fork(trainerPath, [jobFolder, String(generation)], {
    execArgv: [`--max-old-space-size=${heapLimitMb}`],
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function neverStarted(error: unknown): TrainerHandle {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    pid: undefined,
    send: () => undefined,
    kill: () => undefined,
    exited: Promise.resolve({ kind: 'never-started', reason }),
  };
}

function handleOf(child: ChildProcess, { onMessage }: TrainerStart): TrainerHandle {
  child.on('message', onMessage);
  return {
    pid: child.pid,
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    kill: (signal) => void child.kill(signal),
    exited: endOf(child),
  };
}

function endOf(child: ChildProcess): Promise<TrainerExit> {
  const tail = createTextTail();
  child.stderr?.setEncoding('utf8').on('data', (text: string) => tail.add(text));
  return new Promise((resolve) => {
    // An error after the start (a kill or a message that failed) is no end: that is what 'exit' is for.
    child.on('error', (error) => {
      if (child.pid === undefined) resolve({ kind: 'never-started', reason: error.message });
    });
    child.once('exit', (exitCode, signal) => {
      const end = (): void => {
        child.stderr?.destroy();
        resolve({ kind: 'exited', exitCode, signal, errorOutput: tail.lines() });
      };
      const timer = setTimeout(end, lastWordsMs);
      // 'close' comes when the pipes and the message channel have run dry.
      child.once('close', () => {
        clearTimeout(timer);
        end();
      });
    });
  });
}
