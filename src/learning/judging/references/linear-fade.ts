/**
 * Linear fade: SoH as a straight line over the cycles, drawn by least squares through a cell's own first measured
 * cycles; RUL as the cycles left until that line reaches the end of life. It knows nothing of other cells or features,
 * but it has seen measured SoH of the very cell it is judged on, which the model has not.
 */
export interface FadeLine {
  /** SoH per cycle. */
  readonly slope: number;
  /** SoH at cycle 0. */
  readonly intercept: number;
}

/** Of a cell that the model never saw, the line is drawn through this many of its first rows with a known SoH. */
const firstRowCount = 30;

/**
 * How many of `knownCount` rows with a known SoH a line may learn from: the first 30, at most half of them (rounded
 * down), so that it is not judged on what it was drawn through alone.
 */
export const rowsOfFadeLine = (knownCount: number): number =>
  Math.min(firstRowCount, Math.floor(knownCount / 2));

/** Least squares through (cycle, SoH); null with fewer than two points. */
export function fitFadeLine(cycles: readonly number[], soh: readonly number[]): FadeLine | null {
  const count = cycles.length;
  if (count < 2) return null;
  const meanCycle = cycles.reduce((sum, cycle) => sum + cycle, 0) / count;
  const meanSoh = soh.reduce((sum, value) => sum + value, 0) / count;
  let covariance = 0;
  let variance = 0;
  cycles.forEach((cycle, index) => {
    covariance += (cycle - meanCycle) * ((soh[index] ?? 0) - meanSoh);
    variance += (cycle - meanCycle) ** 2;
  });
  const slope = covariance / variance;
  return { slope, intercept: meanSoh - slope * meanCycle };
}

/** Below this SoH per cycle a line does not fall: what is left is rounding. */
const leastFade = 1e-12;

/** RUL at a cycle: (end of life − intercept) / slope − cycle, not below 0; NaN where the line never falls. */
export function fadeLineRul({ slope, intercept }: FadeLine, cycle: number, endOfLife: number): number {
  if (slope > -leastFade) return Number.NaN;
  return Math.max(0, (endOfLife - intercept) / slope - cycle);
}
