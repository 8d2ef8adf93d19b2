/** The number at an index that a loop has kept within bounds. */
export const numberAt = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;
