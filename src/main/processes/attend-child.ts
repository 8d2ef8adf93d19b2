/**
 * What holds for a child process however it is started. Pure but for its timers.
 *
 *   starting ── spawned ──────────────▶ up ── exited ──▶ gone ── heard out, or 250 ms ──▶ ended
 *   starting ── failed, or 15 s ───────────────────────────────────────────────────────▶ ended, never started
 */
import type { Child, ChildEnd, ChildSignal } from './child.ts';
import { createTextTail } from './text-tail.ts';

/** What the system tells of the process, each in its time. */
export interface ChildEvents {
  readonly onSpawned: () => void;
  readonly onNeverStarted: (reason: string) => void;
  readonly onErrorOutput: (text: string) => void;
  /** Gone; its last words may still be on their way. */
  readonly onExited: (exitCode: number | null, signal: string | null) => void;
  /** Nothing more will be heard of it. */
  readonly onHeardOut: () => void;
}

/** The means of whoever starts it; each may be used only while the process is up, `post` also before. */
export interface ChildMeans {
  readonly pid: () => number | undefined;
  readonly post: (message: object) => void;
  readonly kill: (signal: ChildSignal) => void;
}

export interface ChildPatience {
  readonly startLimitMs: number;
  /** The last words of a dead process arrive within this, unless something of its own holds its pipes open. */
  readonly lastWordsMs: number;
}

const usualPatience: ChildPatience = { startLimitMs: 15_000, lastWordsMs: 250 };

interface ChildState {
  phase: 'starting' | 'up' | 'gone';
  /** Asked for before it was up. */
  wantedSignal: ChildSignal | null;
  means: ChildMeans | undefined;
}

/** `launch` may throw. */
export function attendChild(
  launch: (events: ChildEvents) => ChildMeans,
  patience: ChildPatience = usualPatience,
): Child {
  const { promise: ended, resolve: onEnd } = Promise.withResolvers<ChildEnd>();
  const { promise: spawned, resolve: onSpawn } = Promise.withResolvers<number | undefined>();
  const state: ChildState = { phase: 'starting', wantedSignal: null, means: undefined };
  const events = listenTo(state, patience, { onEnd, onSpawn });
  try {
    state.means = launch(events);
  } catch (error) {
    events.onNeverStarted(error instanceof Error ? error.message : String(error));
  }
  return {
    get pid() {
      return state.means?.pid();
    },
    send: (message) => {
      if (state.phase !== 'gone') state.means?.post(message);
    },
    kill: (signal) => {
      if (state.phase === 'up') state.means?.kill(signal);
      else if (state.wantedSignal !== 'SIGKILL') state.wantedSignal = signal;
    },
    spawned,
    ended,
  };
}

interface ChildNews {
  readonly onSpawn: (processId: number | undefined) => void;
  readonly onEnd: (end: ChildEnd) => void;
}

function listenTo(
  state: ChildState,
  { startLimitMs, lastWordsMs }: ChildPatience,
  { onEnd, onSpawn }: ChildNews,
): ChildEvents {
  const tail = createTextTail();
  const { promise: heardOut, resolve } = Promise.withResolvers<unknown>();
  const onHeardOut = (): void => resolve(undefined);
  const onNeverStarted = (reason: string): void => {
    if (state.phase !== 'starting') return;
    clearTimeout(startTimer);
    state.phase = 'gone';
    // Should it come up after all, nobody waits for it any more.
    state.wantedSignal = 'SIGKILL';
    onSpawn(undefined);
    onEnd({ kind: 'never-started', reason });
  };
  const tooLate = `the system did not start it within ${startLimitMs / 1000} s`;
  const startTimer = setTimeout(onNeverStarted, startLimitMs, tooLate);
  return {
    onNeverStarted,
    onSpawned: () => {
      clearTimeout(startTimer);
      if (state.phase === 'starting') state.phase = 'up';
      onSpawn(state.means?.pid());
      if (state.wantedSignal) state.means?.kill(state.wantedSignal);
    },
    onErrorOutput: (text) => tail.add(text),
    onHeardOut,
    onExited: (exitCode, signal) => {
      clearTimeout(startTimer);
      state.phase = 'gone';
      const lastWordsTimer = setTimeout(onHeardOut, lastWordsMs);
      void heardOut.then(() => {
        clearTimeout(lastWordsTimer);
        onEnd({ kind: 'exited', exitCode, signal, errorOutput: tail.lines() });
      });
    },
  };
}
