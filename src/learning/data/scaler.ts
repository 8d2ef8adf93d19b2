/**
 * Standardisation: z = (x − mean) / deviation, mean and deviation taken over the training rows alone, so that nothing
 * of a validation cell reaches the model. A missing input becomes 0, the mean; z stays within ±`inputLimit`, because a
 * network says nothing sensible far outside of what it has seen. The same is applied, unchanged, at prediction.
 */
export interface Standardisation {
  /** [width] */
  readonly mean: Float64Array;
  /** [width] population deviation; 0 marks a column that never changes in training and therefore tells nothing */
  readonly deviation: Float64Array;
}

export interface Scaler {
  readonly inputs: Standardisation;
  readonly targets: Standardisation;
  /** Largest distance of a standardised input from the mean, in deviations. */
  readonly inputLimit: number;
}

/** Row-major; NaN = missing. */
export interface Table {
  readonly values: Float64Array;
  readonly width: number;
}

/** Below this share of the mean a deviation is rounding, not variation. */
const relativeRounding = 1e-12;

/** Mean and deviation of each column over the named rows, missing values left out; mean 0 where nothing is known. */
export function fitStandardisation({ values, width }: Table, rows: Int32Array): Standardisation {
  const mean = new Float64Array(width);
  const deviation = new Float64Array(width);
  for (let column = 0; column < width; column += 1) {
    const known = [...rows]
      .map((row) => values[row * width + column] ?? Number.NaN)
      .filter((value) => !Number.isNaN(value));
    if (known.length === 0) continue;
    const centre = known.reduce((sum, value) => sum + value, 0) / known.length;
    const variance = known.reduce((sum, value) => sum + (value - centre) ** 2, 0) / known.length;
    const spread = Math.sqrt(variance);
    mean[column] = centre;
    deviation[column] = spread <= Math.abs(centre) * relativeRounding ? 0 : spread;
  }
  return { mean, deviation };
}

export interface StandardisedInputs {
  /** [N, width] */
  readonly values: Float64Array;
  /** [width] how many values of each column were missing, and how many lay beyond the limit. */
  readonly missingByColumn: Int32Array;
  readonly limitedByColumn: Int32Array;
}

/** The inputs as the network sees them, with what had to be replaced in each column. */
export function standardiseInputs(table: Table, scaler: Scaler): StandardisedInputs {
  const { inputLimit } = scaler;
  const values = new Float64Array(table.values.length);
  const missingByColumn = new Int32Array(table.width);
  const limitedByColumn = new Int32Array(table.width);
  table.values.forEach((value, index) => {
    const column = index % table.width;
    const z = standardised(value, scaler.inputs, column);
    if (Number.isNaN(z)) missingByColumn[column] = (missingByColumn[column] ?? 0) + 1;
    if (Math.abs(z) > inputLimit) limitedByColumn[column] = (limitedByColumn[column] ?? 0) + 1;
    values[index] = Number.isNaN(z) ? 0 : Math.min(inputLimit, Math.max(-inputLimit, z));
  });
  return { values, missingByColumn, limitedByColumn };
}

/** [N, O] standardised, and 0 with mask 0 where a label is unknown. */
export function standardiseTargets(
  table: Table,
  targets: Standardisation,
): { readonly values: Float64Array; readonly mask: Float64Array } {
  const mask = table.values.map((value) => (Number.isNaN(value) ? 0 : 1));
  const values = table.values.map((value, index) =>
    Number.isNaN(value) ? 0 : standardised(value, targets, index % table.width),
  );
  return { values, mask };
}

/** Back to physical units: standardised predictions [rows, O] → [rows, O]. */
export function restoreTargets(
  predictions: Float64Array,
  { mean, deviation }: Standardisation,
): Float64Array {
  const width = mean.length;
  return predictions.map(
    (value, index) => value * (deviation[index % width] ?? 1) + (mean[index % width] ?? 0),
  );
}

function standardised(value: number, { mean, deviation }: Standardisation, column: number): number {
  const spread = deviation[column] ?? 0;
  if (Number.isNaN(value) || spread === 0) return value * 0;
  return (value - (mean[column] ?? 0)) / spread;
}
