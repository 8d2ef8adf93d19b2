/** A cell's capacity over its cycles, as the checks look at it. */
export interface CapacityCourse {
  /** [rows] */
  readonly cycleIndex: Float64Array;
  /** [rows] Ah; NaN where it was not measured */
  readonly capacityAh: Float64Array;
  readonly nominalCapacityAh: number;
}

/** The rows that have a capacity. */
export function measuredRows({
  cycleIndex,
  capacityAh,
}: Pick<CapacityCourse, 'cycleIndex' | 'capacityAh'>): Pick<CapacityCourse, 'cycleIndex' | 'capacityAh'> {
  const isMeasured = (_: number, row: number): boolean => Number.isFinite(capacityAh[row]);
  return { cycleIndex: cycleIndex.filter(isMeasured), capacityAh: capacityAh.filter(isMeasured) };
}

/** Percent with one digit, as messages show a share of nominal. */
export const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;

/** `values` sorted, the one at this share of its length (0.5: the lower median). */
export function quantile(values: Float64Array, share: number): number {
  const sorted = values.toSorted();
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}
