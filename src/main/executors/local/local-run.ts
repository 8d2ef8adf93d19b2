/** One trainer process on this machine, from its start to its end. */
import type { ParentMessage } from '../../../shared/contract/trainer-messages.ts';
import type { Child } from '../../processes/child.ts';
import type { AttachedRun, RunEnd, RunListener } from '../executor.ts';
import { endByDegrees } from './end-by-degrees.ts';
import { watchFreeMemory } from './free-memory.ts';
import type { LocalLimits } from './local-limits.ts';
import { runEndOf } from './run-end-of.ts';
import { watchSilence } from './silence-watch.ts';
import { markTrainer } from './trainer-mark.ts';

export interface LocalRun extends AttachedRun {
  /** From now on what it says goes there; first what it said already. */
  readonly listen: (listener: RunListener) => void;
}

/** `start` hands over what the process says. */
export function startLocalRun(
  start: (onMessage: (message: unknown) => void) => Child,
  folder: string,
  limits: LocalLimits,
): LocalRun {
  let listener: RunListener | undefined;
  let unheard: unknown[] = [];
  let isSilent = false;
  const memory = watchFreeMemory();
  const silence = watchSilence(limits.silenceLimitMs, () => {
    isSilent = true;
    child.kill('SIGKILL');
  });
  const child = start((message) => {
    silence.heard();
    if (listener) listener.onMessage(message);
    else unheard.push(message);
  });
  void child.spawned.then((processId) =>
    processId === undefined ? undefined : markTrainer(folder, processId),
  );
  const ended = child.ended.then((end): RunEnd => {
    silence.end();
    memory.end();
    const own = runEndOf(end, limits.heapLimitMb, memory.recent());
    return isSilent ? { ...own, ...silentFor(limits.silenceLimitMs), memoryWasShort: false } : own;
  });
  return {
    ended,
    kill: () => child.kill('SIGKILL'),
    ask: (wish) => void pass(wish, child, limits),
    listen: (given) => {
      // The one who listens has the run in its hands by then, and may end it for what it hears.
      queueMicrotask(() => {
        listener = given;
        unheard.forEach(given.onMessage);
        unheard = [];
      });
    },
  };
}

/** Who is asked to end at once is seen off; the others take the time that they need. */
const pass = async (wish: ParentMessage, child: Child, limits: LocalLimits): Promise<void> =>
  wish.type === 'stop' || wish.type === 'pause' ? endByDegrees(child, wish.type, limits) : child.send(wish);

const silentFor = (ms: number) =>
  ({ cause: 'silent', detail: ms < 60_000 ? `${ms / 1000} s` : `${Math.round(ms / 60_000)} min` }) as const;
