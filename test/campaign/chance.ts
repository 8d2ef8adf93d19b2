/** What a campaign leaves to chance, drawn from its seed: the same seed plans the same rounds. */
import { createRandom } from '../../src/shared/domain/random.ts';

export interface Chance {
  /** Uniform in [low, high). */
  readonly between: (low: number, high: number) => number;
  /** A whole number in 0 .. count - 1. */
  readonly index: (count: number) => number;
  readonly oneOf: <Value>(values: readonly Value[]) => Value;
  readonly happens: (probability: number) => boolean;
}

/** `stream` keeps the kinds of a campaign apart, so that one does not depend on how far another came. */
export function createChance(seed: number, stream: number): Chance {
  const random = createRandom(seed, stream);
  const index = (count: number): number => Math.floor(random.uniform() * count);
  return {
    between: (low, high) => low + random.uniform() * (high - low),
    index,
    oneOf: (values) => values[index(values.length)]!,
    happens: (probability) => random.uniform() < probability,
  };
}
