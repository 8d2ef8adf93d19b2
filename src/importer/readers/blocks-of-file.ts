/** A file, or any stretch of bytes that comes in pieces, in blocks that hold whole records. */
import { createReadStream } from 'node:fs';

const blockBytes = 262_144;

/** From `start` on: blocks of whole records, then what is left behind the last whole one is not given. */
export async function* recordsOfFile(path: string, start: number, recordBytes: number): AsyncGenerator<Buffer, void> {
  const source = createReadStream(path, { start, highWaterMark: blockBytes });
  try {
    yield* wholeBlocks(source as AsyncIterable<Buffer>, recordBytes);
  } finally {
    source.destroy();
  }
} // prettier-ignore

/** Pieces of any size → pieces that are a multiple of `size`, in the same order. */
export async function* wholeBlocks(pieces: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer, void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const whole = bytes.length - (bytes.length % size);
    if (whole > 0) yield bytes.subarray(0, whole);
    rest = bytes.subarray(whole);
  }
} // prettier-ignore
