/**
 * Where everything lies in the memory of one network, decided before the memory exists: what is asked for is known to
 * the byte, and a job that cannot fit says so before it starts.
 */

/** Addresses below belong to the kernels' own constants. */
const firstFreeByte = 8192;
/** A cache line: nothing shares one with its neighbour. */
const alignmentBytes = 64;

export interface MemoryPlan {
  /** Bytes needed so far. */
  readonly byteLength: number;
  /** Address of that many bytes, zero until written. */
  reserve(bytes: number): number;
  /** A record of the kernels: its 32-bit fields in the order of the class, then its doubles. Answers its address. */
  record(words: readonly number[], doubles?: readonly number[]): number;
  /** Writes all records into the memory. */
  writeRecords(buffer: ArrayBufferLike): void;
}

export function planMemory(): MemoryPlan {
  let byteLength = firstFreeByte;
  const writeLater: ((buffer: ArrayBufferLike) => void)[] = [];
  const reserve = (bytes: number): number => {
    const address = byteLength;
    byteLength += Math.ceil(bytes / alignmentBytes) * alignmentBytes;
    return address;
  };
  return {
    get byteLength() {
      return byteLength;
    },
    reserve,
    record(words, doubles = []) {
      const doublesOffset = offsetOfDoubles(words.length);
      const address = reserve(doublesOffset + doubles.length * 8);
      writeLater.push((buffer) => {
        new Uint32Array(buffer, address, words.length).set(words);
        new Float64Array(buffer, address + doublesOffset, doubles.length).set(doubles);
      });
      return address;
    },
    writeRecords(buffer) {
      for (const write of writeLater) write(buffer);
    },
  };
}

/** Doubles are aligned to 8 bytes: they follow the words, after a gap where those are odd in number. */
export function offsetOfDoubles(wordCount: number): number {
  return Math.ceil(wordCount / 2) * 8;
}
