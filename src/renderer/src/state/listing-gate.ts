/**
 * While jobs are being asked for, their events wait: otherwise an older answer would overwrite a newer event. What takes
 * the events asks `isBusy`, and is told when it may go on.
 */
export interface ListingGate {
  readonly isBusy: () => boolean;
  /** Runs a task that asks and puts what was answered; rejects with what it throws. */
  readonly during: <Result>(task: () => Promise<Result>) => Promise<Result>;
  readonly onFree: (listener: () => void) => void;
}

export function createListingGate(): ListingGate {
  let listings = 0;
  let whenFree = (): void => undefined;
  return {
    isBusy: () => listings > 0,
    during: async (task) => {
      listings += 1;
      try {
        return await task();
      } finally {
        listings -= 1;
        if (listings === 0) whenFree();
      }
    },
    onFree: (listener) => {
      whenFree = listener;
    },
  };
}
