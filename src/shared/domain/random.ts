/**
 * Seeded randomness: xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47,
 * 2021), its state filled by splitmix32, so that the same seed gives the same numbers on every machine.
 */
export interface Random {
  /** The next whole number, 0 .. 2^32 - 1. */
  readonly uint32: () => number;
  /** Uniform in [0, 1), 32 bits. */
  readonly uniform: () => number;
  /** Standard normal (Box and Muller 1958). */
  readonly normal: () => number;
  /** Puts the values in random order (Fisher and Yates). */
  readonly shuffleInPlace: (values: Int32Array) => void;
  /** How far it has come: `restoreRandom` goes on from there. */
  readonly state: () => RandomState;
}

/** Four words of 32 bits. */
export type RandomState = readonly [number, number, number, number];

/** `stream` gives independent sequences of one seed, so that one does not depend on how far another ran. */
export const createRandom = (seed: number, stream = 0): Random => randomFrom(splitmixState(seed, stream));

export const restoreRandom = ([a, b, c, d]: RandomState): Random => randomFrom([a, b, c, d]);

function randomFrom(state: State): Random {
  const uint32 = xoshiro128(state);
  const uniform = (): number => uint32() / 4_294_967_296;
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const shuffleInPlace = (values: Int32Array): void => {
    for (let last = values.length - 1; last > 0; last--) {
      const chosen = Math.floor(uniform() * (last + 1));
      const moved = values[last] ?? 0;
      values[last] = values[chosen] ?? 0;
      values[chosen] = moved;
    }
  };
  return { uint32, uniform, normal, shuffleInPlace, state: () => [...state] };
}

type State = [number, number, number, number];

/** Changes the state at every draw. */
function xoshiro128(state: State): () => number {
  return () => {
    const [a, b, c, d] = state;
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const next: State = [a ^ d ^ b, b ^ c ^ a, c ^ a ^ (b << 9), rotateLeft(d ^ b, 11)];
    for (let index = 0; index < 4; index++) state[index] = next[index] ?? 0;
    return result;
  };
}

const rotateLeft = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

function splitmixState(seed: number, stream: number): State {
  let counter = (seed ^ Math.imul(stream, 0x85eb_ca6b)) | 0;
  const next = (): number => {
    counter = (counter + 0x9e37_79b9) | 0;
    let mixed = Math.imul(counter ^ (counter >>> 16), 0x21f0_aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97);
    return mixed ^ (mixed >>> 15);
  };
  return [next(), next(), next(), next() | 1];
}
