/** Trainers as Electron utility processes. They end by themselves when asked; their exit is the one fact of their end. */
import type { UtilityProcess, utilityProcess } from 'electron';
import { createTextTail, type TextTail } from '../processes/text-tail.ts';
import type { SpawnTrainer, TrainerExit, TrainerHandle, TrainerStart } from '../processes/trainer-handle.ts';

/** The last words of a dead process arrive within this. */
const lastWordsMs = 250;

type Signal = 'SIGTERM' | 'SIGKILL';
type Processes = Pick<typeof utilityProcess, 'fork'>;

/** `trainerPath`: the built `trainer.js`, called as over Node's fork. Only after the app is ready. */
export function spawnUtilityTrainer(processes: Processes, trainerPath: string): SpawnTrainer {
  return (start) => {
    try {
      return handleOf(forkTrainer(processes, trainerPath, start), start);
    } catch (error) {
      return neverStarted(error);
    }
  };
}

function forkTrainer(processes: Processes, trainerPath: string, start: TrainerStart): UtilityProcess {
  return processes.fork(trainerPath, [start.jobFolder, String(start.generation)], {
    execArgv: [`--max-old-space-size=${start.heapLimitMb}`],
    serviceName: 'Cellwright trainer',
    stdio: ['ignore', 'ignore', 'pipe'],
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

function handleOf(child: UtilityProcess, { onMessage }: TrainerStart): TrainerHandle {
  let isGone = false;
  let sentSignal: Signal | null = null;
  child.on('message', (message: unknown) => onMessage(inJson(message)));
  child.once('exit', () => {
    isGone = true;
  });
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => {
      if (!isGone) child.postMessage(message);
    },
    kill: (signal) => {
      if (isGone) return;
      sentSignal = signal;
      killChild(child, signal);
    },
    exited: endOf(child, () => sentSignal),
  };
}

/** Electron itself knows SIGTERM only. */
function killChild(child: UtilityProcess, signal: Signal): void {
  if (signal === 'SIGTERM' || child.pid === undefined) {
    child.kill();
    return;
  }
  try {
    process.kill(child.pid, signal);
  } catch {
    // It ended in this very moment.
  }
}

/** A message takes the form it has over Node's fork, where a loss that is no number arrives as null. */
const inJson = (message: unknown): unknown => JSON.parse(JSON.stringify(message ?? null));

/** Electron reports a killed process as ended with 0, so the signal is the one we sent. */
function endOf(child: UtilityProcess, sentSignal: () => Signal | null): Promise<TrainerExit> {
  const tail = createTextTail();
  const heardOut = hear(child, tail);
  return new Promise((resolve) => {
    child.once('exit', (code: number) => {
      const signal = sentSignal();
      const end = (): void =>
        resolve({ kind: 'exited', exitCode: signal ? null : code, signal, errorOutput: tail.lines() });
      const timer = setTimeout(end, lastWordsMs);
      void heardOut.then(() => {
        clearTimeout(timer);
        end();
      });
    });
  });
}

/** Resolves when its error output has run dry. */
function hear(child: UtilityProcess, tail: TextTail): Promise<void> {
  child.on('error', (type, location, report) =>
    tail.add(`\n${type} in ${location}\n${report.slice(0, 500)}\n`),
  );
  const output = child.stderr;
  if (!output) return Promise.resolve();
  return new Promise((resolve) => {
    output.on('data', (chunk: Buffer) => tail.add(chunk.toString('utf8')));
    output.once('close', () => resolve());
    output.once('end', () => resolve());
  });
}
