/** At most `limit` calls of `work` at a time; the others wait in the order they came. */
export function limitConcurrency<Input, Output>(
  limit: number,
  work: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (input) => {
    if (running >= limit) await new Promise<void>((resume) => waiting.push(resume));
    else running += 1;
    try {
      return await work(input);
    } finally {
      // The place is handed on, so nobody who comes in between can take it.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
