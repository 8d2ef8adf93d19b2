/** One cell's cycles as arrays, one row per cycle in ascending order of the cycle index. */
export interface BatteryArrays {
  /** [rows] whole numbers, ascending, each once */
  readonly cycleIndex: Float64Array;
  /** [rows] Ah above 0; NaN where it was not measured, in rows that were to be kept all the same */
  readonly capacityAh: Float64Array;
  readonly featureNames: readonly string[];
  /** [rows, featureNames.length] row-major; NaN = missing */
  readonly features: Float64Array;
}
