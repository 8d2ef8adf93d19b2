/** One piece of work after the other, in the order they came. */
export function createLock(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    // Whoever asked for this work hears of its failure; the next one only waits for its end.
    last = mine.catch(() => undefined);
    return mine;
  };
}
