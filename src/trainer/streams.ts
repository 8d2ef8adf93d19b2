/**
 * The independent streams of chance that one seed gives a job, so that none depends on how far another ran. The
 * initial weights draw from stream 0.
 */
import { createRandom, type Random } from '../shared/domain/random.ts';

export interface Streams {
  readonly split: Random;
  readonly shuffle: Random;
}

export const createStreams = (seed: number): Streams => ({
  split: createRandom(seed, 1),
  shuffle: createRandom(seed, 2),
});
