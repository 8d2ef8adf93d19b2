/** Does what there is to do, a few things at a time, until nothing is left. */
export interface WorkQueue {
  /** There may be something to do. */
  readonly wake: () => void;
}

/** `next`: takes the next piece of work, which never rejects; undefined where there is none. */
export function createWorkQueue(atOnce: number, next: () => (() => Promise<void>) | undefined): WorkQueue {
  let runningCount = 0;
  const wake = (): void => {
    while (runningCount < atOnce) {
      const work = next();
      if (!work) return;
      runningCount += 1;
      void work().then(() => {
        runningCount -= 1;
        wake();
      });
    }
  };
  return { wake };
}
