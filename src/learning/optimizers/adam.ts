/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1):
 * m = β₁m + (1 - β₁)g, v = β₂v + (1 - β₂)g², w -= lr · (m / (1 - β₁ᵗ)) / (sqrt(v / (1 - β₂ᵗ)) + ε).
 */
const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-8;

export interface AdamState {
  /** Steps made. */
  step: number;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

export const createAdamState = (size: number): AdamState => ({
  step: 0,
  mean: new Float64Array(size),
  variance: new Float64Array(size),
});

/** One step over `values`, in place; the state must be the one of these values. */
export function adamStep(
  values: Float64Array,
  gradient: Float64Array,
  state: AdamState,
  learningRate: number,
): void {
  state.step += 1;
  const meanCorrection = 1 - beta1 ** state.step;
  const varianceCorrection = 1 - beta2 ** state.step;
  for (let index = 0; index < values.length; index++) {
    const slope = gradient[index] ?? 0;
    const mean = beta1 * (state.mean[index] ?? 0) + (1 - beta1) * slope;
    const variance = beta2 * (state.variance[index] ?? 0) + (1 - beta2) * slope * slope;
    state.mean[index] = mean;
    state.variance[index] = variance;
    const move = mean / meanCorrection / (Math.sqrt(variance / varianceCorrection) + epsilon);
    values[index] = (values[index] ?? 0) - learningRate * move;
  }
}
