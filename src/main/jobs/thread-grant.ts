/** How many threads a run may use, on the way to its trainer. */

/** The last word counts, also for who listens later; the same word is told once. */
export function createThreadGrant() {
  let count: number | undefined;
  let listener: ((count: number) => void) | undefined;
  return {
    set: (given: number): void => {
      if (given !== count) listener?.(given);
      count = given;
    },
    listen: (given: (count: number) => void): void => {
      listener = given;
      if (count !== undefined) given(count);
    },
  };
}
