/** The number at a place that a loop has kept within bounds. */
export const numberAt = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;
