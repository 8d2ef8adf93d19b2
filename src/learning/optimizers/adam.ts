/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1):
 * m = β₁m + (1 - β₁)g, v = β₂v + (1 - β₂)g², w -= lr · (m / (1 - β₁ᵗ)) / (sqrt(v / (1 - β₂ᵗ)) + ε).
 */
import type { AlgorithmChoice } from '../../shared/contract/hyperparams.ts';

export const beta1 = 0.9;
export const beta2 = 0.999;
export const epsilon = 1e-8;

/** What one step of the optimiser is told: the same for all batches of a call of an engine. */
export interface OptimiserStep {
  readonly learningRate: number;
}

/** As a job asks for it. */
export const optimiserStepOf = ({
  learning_rate: learningRate,
}: AlgorithmChoice['hyperparams']): OptimiserStep => ({ learningRate });

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
  { learningRate }: OptimiserStep,
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

/** β₁ᵗ and β₂ᵗ after t steps, to the bit as a kernel has them that multiplies by β at every step. */
export const powersAfter = (step: number): { readonly beta1Power: number; readonly beta2Power: number } => ({
  beta1Power: multipliedPower(beta1, step),
  beta2Power: multipliedPower(beta2, step),
});

function multipliedPower(beta: number, step: number): number {
  let power = 1;
  for (let made = 0; made < step; made++) {
    const next = power * beta;
    // The smallest numbers there are round to themselves: nothing changes from here on.
    if (next === power) break;
    power = next;
  }
  return power;
}
