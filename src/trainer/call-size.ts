/**
 * How many batches an engine is asked for in one call: enough that what a call costs besides does not matter, few enough
 * that messages and stops are heard soon. Learnt from the calls so far, since a batch takes microseconds or seconds.
 */

/** So long a trainer may be deaf. */
const wantedMs = 20;
const mostBatches = 4096;

export interface CallSize {
  /** 1 at first. */
  readonly batchCount: () => number;
  /** Notes what a call of so many batches took. */
  readonly learn: (batchCount: number, tookMs: number) => void;
}

export function createCallSize(): CallSize {
  let size = 1;
  return {
    batchCount: () => size,
    learn: (batchCount, tookMs) => {
      const affordable = Math.max(1, Math.floor((wantedMs * batchCount) / tookMs));
      // A quick call may have been lucky: never more than double, and no more after one that was cut short.
      size = Math.min(affordable, mostBatches, batchCount < size ? size : 2 * size);
    },
  };
}
