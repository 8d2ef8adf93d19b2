/**
 * Windows refuses to move or replace a file while somebody else has it open, and a scanner or an indexer opens what was just
 * written. It lets go within moments, so it is tried again for a while.
 */
import { setTimeout as delay } from 'node:timers/promises';

const codes: readonly unknown[] = ['EPERM', 'EACCES', 'EBUSY'];
const firstPauseMs = 10;
const longestPauseMs = 250;

export interface HeldLimits {
  readonly platform: NodeJS.Platform;
  readonly limitMs: number;
}

const usual: HeldLimits = { platform: process.platform, limitMs: 5000 };

/** `work` may be begun several times. Rejects with its last error. Elsewhere than on Windows it is done once. */
export async function whileHeld<Result>(
  work: () => Promise<Result>,
  { platform, limitMs }: HeldLimits = usual,
): Promise<Result> {
  if (platform !== 'win32') return work();
  const until = performance.now() + limitMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (!isHeld(error) || performance.now() >= until) throw error;
    }
    await delay(pauseMs);
  }
}

/** For the few steps at which the program waits anyhow: the same, and nothing else is done meanwhile. */
export function whileHeldSync<Result>(work: () => Result, { platform, limitMs }: HeldLimits = usual): Result {
  const until = performance.now() + (platform === 'win32' ? limitMs : 0);
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isHeld(error) || performance.now() >= until) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, firstPauseMs);
  }
}

const isHeld = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && codes.includes(error.code);
