/** L = Σ m (u - y)² / Σ m over all rows and targets; dL/du = 2 m (u - y) / Σ m. Zero where no label is known. */

export interface LossWithGradient {
  readonly loss: number;
  /** dL/du, as long as the predictions. */
  readonly gradient: Float64Array;
}

/** Mean squared error over the labels whose mask is 1; all three arrays are equally long. */
export function maskedMeanSquaredError(
  predictions: Float64Array,
  targets: Float64Array,
  mask: Float64Array,
): LossWithGradient {
  const gradient = new Float64Array(predictions.length);
  const knownCount = mask.reduce((sum, known) => sum + known, 0);
  if (knownCount === 0) return { loss: 0, gradient };
  let squares = 0;
  for (let index = 0; index < predictions.length; index++) {
    const known = mask[index] ?? 0;
    // A target that is not known may hold anything, NaN included.
    const error = known === 0 ? 0 : (predictions[index] ?? 0) - (targets[index] ?? 0);
    squares += known * error * error;
    gradient[index] = (2 * known * error) / knownCount;
  }
  return { loss: squares / knownCount, gradient };
}
