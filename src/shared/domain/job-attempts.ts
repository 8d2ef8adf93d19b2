/**
 * What is known of the starts of a job, and what follows from how a start ended. Pure.
 *
 *   a trainer was lost    tried again, later and later, at most twice; beside fewer others where memory was short
 *   the program ended it  does not count
 *   the program broke off does not count as an attempt; from the second time in a row on the job waits a little, and
 *                         behind the others: perhaps it is the one that takes the program down
 */
export interface JobAttempts {
  readonly attempts: number;
  /** How often the program broke off while it ran, one after the other. */
  readonly interruptions: number;
  /** UTC, ISO 8601: it does not start before; null: at once. */
  readonly notBefore: string | null;
  /** It runs beside at most so many others; null: as many as may be. */
  readonly maxBeside: number | null;
  /** Somebody asked to stop it while it ran. */
  readonly isStopAsked: boolean;
  /** Somebody asked to pause it while it ran. */
  readonly isPauseAsked: boolean;
  /** Somebody asked to finish it: it ends after this epoch, or the one that runs; null: nobody did. */
  readonly finishAfter: number | null;
  /** The checkpoint that a start of it went on from, the latest of all. */
  readonly resumedEpoch: number;
}

export const noAttempts: JobAttempts = {
  attempts: 0,
  interruptions: 0,
  notBefore: null,
  maxBeside: null,
  isStopAsked: false,
  isPauseAsked: false,
  finishAfter: null,
  resumedEpoch: 0,
};

/** Interruptions in a row from which on a job is suspected. */
export const suspiciousInterruptions = 2;
const firstPauseMs = 10_000;
const longestPauseMs = 60_000;

export const afterStart = (known: JobAttempts): JobAttempts => ({
  ...known,
  attempts: known.attempts + 1,
  notBefore: null,
});

/**
 * A start that goes on from later than any before it is a first attempt: a training of weeks may be lost more than twice,
 * and one that comes further each time is not what takes the program down.
 */
export const afterResume = (known: JobAttempts, epoch: number): JobAttempts =>
  epoch > known.resumedEpoch ? { ...known, attempts: 1, interruptions: 0, resumedEpoch: epoch } : known;

export const afterShutdown = (known: JobAttempts): JobAttempts => ({
  ...known,
  attempts: Math.max(0, known.attempts - 1),
  interruptions: 0,
});

/** A pause is an end as orderly as a shutdown, and what was asked for is done. */
export const afterPause = (known: JobAttempts): JobAttempts => ({
  ...afterShutdown(known),
  notBefore: null,
  isPauseAsked: false,
});

export function afterInterruption(known: JobAttempts, now: string): JobAttempts {
  const interruptions = known.interruptions + 1;
  const doublings = interruptions - suspiciousInterruptions;
  const pauseMs = doublings < 0 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** doublings);
  return {
    ...known,
    attempts: Math.max(0, known.attempts - 1),
    interruptions,
    notBefore: pauseMs === 0 ? null : later(now, pauseMs),
  };
}

export interface LostRun {
  readonly memoryWasShort: boolean;
  /** How many others ran when it was lost. */
  readonly othersRunning: number;
  readonly now: string;
  /** Between one attempt and the next; as many as there may be further attempts. */
  readonly pausesMs: readonly number[];
}

/** Undefined where it was tried often enough. */
export function afterLoss(known: JobAttempts, lost: LostRun): JobAttempts | undefined {
  const pauseMs = lost.pausesMs[known.attempts - 1];
  if (pauseMs === undefined) return undefined;
  const maxBeside = lost.memoryWasShort ? Math.floor(lost.othersRunning / 2) : known.maxBeside;
  return { ...known, notBefore: later(lost.now, pauseMs), maxBeside };
}

const later = (time: string, ms: number): string => new Date(Date.parse(time) + ms).toISOString();
