/**
 * How weights begin. Dense layers: Glorot and Bengio (2010), uniform in ±sqrt(6 / (in + out)), biases 0. LSTM: the same
 * for the input; ±1/sqrt(H) for the recurrent weights; the forget gate's bias 1 (Jozefowicz and others, 2015), so that
 * the memory is open at the start.
 */
import type { Random } from '../../shared/domain/random.ts';

/** First values of a weight of this shape, row-major. */
export type WeightStart = (shape: readonly number[], random: Random) => Float64Array;

const countOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

export const zeros: WeightStart = (shape) => new Float64Array(countOf(shape));

export const uniformWithin =
  (limit: number): WeightStart =>
  (shape, random) =>
    zeros(shape, random).map(() => (2 * random.uniform() - 1) * limit);

/** `outputs`: of one layer where several lie side by side. */
export const glorot = (inputs: number, outputs: number): WeightStart =>
  uniformWithin(Math.sqrt(6 / (inputs + outputs)));

/** Bias of an LSTM [i, f, g, o]: 1 for f. */
export const openForgetGate: WeightStart = (shape, random) => {
  const bias = zeros(shape, random);
  const hidden = bias.length / 4;
  return bias.fill(1, hidden, 2 * hidden);
};
