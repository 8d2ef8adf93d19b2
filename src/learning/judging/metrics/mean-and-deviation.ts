/** Mean and sample deviation (n − 1) of what is known. */
export interface MeanAndDeviation {
  /** Null where nothing is known. */
  readonly mean: number | null;
  /** Null with fewer than two values. */
  readonly deviation: number | null;
}

/** Two passes: deviations of nearly equal values keep their digits. */
export function meanAndDeviation(values: readonly (number | null)[]): MeanAndDeviation {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { mean: null, deviation: null };
  const mean = sum(known) / known.length;
  if (known.length === 1) return { mean, deviation: null };
  return { mean, deviation: Math.sqrt(sum(known.map((value) => (value - mean) ** 2)) / (known.length - 1)) };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
