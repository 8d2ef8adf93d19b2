/** Keeps a busy trainer answerable: every few milliseconds it lets messages in, reports, and looks whether to stop. */
import type { Reporter } from './reporter.ts';
import type { TrainerHost } from './trainer-host.ts';

const longestBusyMs = 5;

export interface Pacer {
  /** A clock that never jumps. */
  readonly elapsedMs: () => number;
  readonly isDue: () => boolean;
  /** Rejects with the signal's reason once a stop is asked for. */
  readonly pause: () => Promise<void>;
  /** `pause` where it is due, nothing otherwise. */
  readonly pauseIfDue: () => Promise<void>;
}

export function createPacer(
  host: Pick<TrainerHost, 'elapsedMs' | 'yieldToEvents' | 'stopSignal'>,
  reporter: Pick<Reporter, 'tick'>,
): Pacer {
  let lastPauseMs = -Infinity;
  const isDue = (): boolean => host.elapsedMs() - lastPauseMs >= longestBusyMs;
  const pause = async (): Promise<void> => {
    await host.yieldToEvents();
    host.stopSignal.throwIfAborted();
    reporter.tick();
    lastPauseMs = host.elapsedMs();
  };
  return { elapsedMs: host.elapsedMs, isDue, pause, pauseIfDue: async () => (isDue() ? pause() : undefined) };
}
