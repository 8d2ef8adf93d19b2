/** Child processes as Electron utility processes: with the fuses set, Node's own fork does not exist here. */
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import type { UtilityProcess, utilityProcess } from 'electron';
import { goodbye, goodbyeSchema } from '../../shared/contract/child-messages.ts';
import { attendChild, type ChildEvents, type ChildPatience } from '../processes/attend-child.ts';
import type { ChildSignal, StartChild } from '../processes/child.ts';

/** Only after the app is ready. */
export function spawnUtilityChild(
  processes: Pick<typeof utilityProcess, 'fork'>,
  patience?: ChildPatience,
): StartChild {
  return ({ entry, args = [], heapLimitMb, serviceName, onMessage }) =>
    attendChild((events) => {
      const child = processes.fork(entry, [...args], {
        // Of Node's own options Electron lets a handful through, and this one is not among them.
        execArgv: [`--js-flags=--max-old-space-size=${heapLimitMb}`],
        serviceName,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      child.on('message', (message: unknown) => {
        if (goodbyeSchema.safeParse(message).success) child.postMessage(goodbye);
        else onMessage(inJson(message));
      });
      return attendUtility(child, events);
    }, patience);
}

/** A message takes the form it has over Node's fork, where a loss that is no number arrives as null. */
const inJson = (message: unknown): unknown => JSON.parse(JSON.stringify(message ?? null));

function attendUtility(child: UtilityProcess, events: ChildEvents) {
  let sentSignal: ChildSignal | null = null;
  hearErrorOutput(child, events);
  child.once('spawn', events.onSpawned);
  child.once('exit', (code: number) => {
    // Electron reports a process that it killed as ended with 0.
    const signal = sentSignal ?? signalOf(code);
    events.onExited(signal ? null : exitCodeOf(code), signal);
  });
  return {
    pid: () => child.pid,
    post: (message: object) => child.postMessage(inJson(message)),
    kill: (signal: ChildSignal) => {
      sentSignal = signal;
      killChild(child, signal);
    },
  };
}

/** Electron itself knows SIGTERM only. */
function killChild(child: UtilityProcess, signal: ChildSignal): void {
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

/**
 * Right after it told of the exit, Electron takes all listeners off the stream, with the last words still in it: it is
 * held until they are back.
 */
function hearErrorOutput(child: UtilityProcess, { onErrorOutput, onHeardOut }: ChildEvents): void {
  child.on('error', (type, location, report) =>
    onErrorOutput(`\n${type} in ${location}\n${report.slice(0, 500)}\n`),
  );
  const output = child.stderr as Readable | null;
  if (!output) return;
  const hear = (): void => {
    output.on('data', (chunk: Buffer) => onErrorOutput(chunk.toString('utf8')));
    output.once('end', onHeardOut);
    output.once('close', onHeardOut);
  };
  hear();
  child.once('exit', () => {
    output.pause();
    setImmediate(() => {
      hear();
      output.resume();
      if (output.readableEnded) onHeardOut();
    });
  });
}

/** Those that a process is ended by; each as the system numbers it, alone or with 128 for "and it left a core". */
const deadlySignals = [
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGKILL',
  'SIGSEGV',
  'SIGTERM',
] as const;

/** Where the system was quicker than the process itself, the code is what waiting for it gave: the exit code in its upper half. */
const exitCodeOf = (code: number): number =>
  process.platform !== 'win32' && code > 0xff && (code & 0xff) === 0 ? code >> 8 : code;

/** A process that somebody else killed ends, but on Windows, with the number of the signal as its code. */
function signalOf(code: number): string | null {
  if (process.platform === 'win32') return null;
  return deadlySignals.find((name) => [0, 128].includes(code - constants.signals[name])) ?? null;
}
