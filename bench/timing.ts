/** Timing one step after the other, and what is said about the times. */

/** At least one step, and further ones until the budget is spent; milliseconds of each. */
export function timeSteps(step: () => void, budgetMs: number): number[] {
  const stepsMs: number[] = [];
  const deadline = performance.now() + budgetMs;
  do {
    const startedAt = performance.now();
    step();
    stepsMs.push(performance.now() - startedAt);
  } while (performance.now() < deadline);
  return stepsMs;
}

/** The same of steps that answer later: what waiting costs is part of them. */
export async function timeAsyncSteps(step: () => Promise<void>, budgetMs: number): Promise<number[]> {
  const stepsMs: number[] = [];
  const deadline = performance.now() + budgetMs;
  do {
    const startedAt = performance.now();
    await step();
    stepsMs.push(performance.now() - startedAt);
  } while (performance.now() < deadline);
  return stepsMs;
}

export function minimum(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which the given share of all values lies, between neighbours where it falls between. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)] ?? NaN;
  const above = sorted[Math.ceil(position)] ?? NaN;
  return below + (above - below) * (position - Math.floor(position));
}
