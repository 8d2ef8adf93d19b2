/** One child process, however it was started: by Node's fork, or by Electron's utilityProcess on the desktop. */

export type ChildSignal = 'SIGTERM' | 'SIGKILL';

/** How a process ended; the one fact of its end, whatever it said before. */
export type ChildEnd =
  | {
      readonly kind: 'exited';
      readonly exitCode: number | null;
      /** Such as SIGKILL; null where it ended by itself. */
      readonly signal: string | null;
      /** The last lines of its error output, bounded; empty where there were none. */
      readonly errorOutput: string;
    }
  | { readonly kind: 'never-started'; readonly reason: string };

export interface Child {
  /** Undefined where the process never started, or is not up yet. */
  readonly pid: number | undefined;
  /** Resolves with its number when it is up; undefined where it never started. */
  readonly spawned: Promise<number | undefined>;
  /** To a process that is gone: lost, without an error. It arrives in the form that JSON gives it. */
  readonly send: (message: object) => void;
  /** A process that is not up yet gets it as soon as it is. */
  readonly kill: (signal: ChildSignal) => void;
  /** Resolves when the process is gone and its last words are heard; never rejects. */
  readonly ended: Promise<ChildEnd>;
}

interface ChildStart {
  /** Path of the program, such as `out/main/trainer.js`. */
  readonly entry: string;
  readonly args?: readonly string[];
  /** Limit of the JavaScript heap; what lies outside of it is not limited. */
  readonly heapLimitMb: number;
  /** What the system's list of processes shows, where it can. */
  readonly serviceName: string;
  /** What the process says, in the form that JSON gives it, unchecked. */
  readonly onMessage: (message: unknown) => void;
}

/** Never throws: what cannot be started answers with an end. */
export type StartChild = (start: ChildStart) => Child;

/** A signal, an exit code, or why it never started. */
export function endInWords(end: ChildEnd): string {
  return end.kind === 'never-started' ? end.reason : (end.signal ?? `code ${String(end.exitCode)}`);
}

const memoryWords =
  /heap out of memory|Reached heap limit|Array buffer allocation failed|could not allocate memory/i;
/** What Windows says where V8 gave up. */
const windowsOutOfMemory = new Set([0xe0000008, 0xe0000008 - 2 ** 32]);

/** Whether it says itself that it needed more memory than it may have. */
export function ranOutOfMemory(end: ChildEnd): boolean {
  if (end.kind === 'never-started') return false;
  return windowsOutOfMemory.has(end.exitCode ?? 0) || memoryWords.test(end.errorOutput);
}
