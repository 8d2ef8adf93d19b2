/** Damages a file at random, and can do the same damage again: bytes, sizes, its end. */

/** Uniform in [0, 1); mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const sizes = [0, 1, 7, 0x7fff, 0xffff, 0x1_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_fff8, 0xffff_ffff];

export function mutantOf(original: Buffer, seed: number): Buffer {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const bytes = Buffer.from(original);
  const times = 1 + below(4);
  for (let time = 0; time < times; time++) {
    const kind = below(4);
    if (kind === 0) bytes[below(bytes.length)] = below(256);
    if (kind === 1) bytes[below(bytes.length)]! ^= 1 << below(8);
    if (kind === 2) bytes.writeUInt32LE(sizes[below(sizes.length)]!, 4 * below(Math.floor(bytes.length / 4)));
    if (kind === 3 && random() < 0.3) return bytes.subarray(0, below(bytes.length));
    if (kind === 3) {
      const [from, to, length] = [below(bytes.length), below(bytes.length), below(64)];
      bytes.copy(bytes, to, from, from + length);
    }
  }
  return bytes;
}
