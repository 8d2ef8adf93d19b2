/**
 * Exponential moving average, corrected for its start: s_i = w·s_{i-1} + (1 - w)·y_i, divided by 1 - w^n after n values
 * (Kingma and Ba 2014, section 3, for the same correction). Gaps stay gaps. Pure.
 */
export function smooth(values: readonly (number | null)[], weight: number): (number | null)[] {
  let average = 0;
  let weightOfStart = 1;
  return values.map((value) => {
    if (value === null) return null;
    average = weight * average + (1 - weight) * value;
    weightOfStart *= weight;
    return average / (1 - weightOfStart);
  });
}
