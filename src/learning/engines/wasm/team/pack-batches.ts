/** Batches on their way to another thread and back. */
import type { RunBatches } from '../../engine.ts';
import type { PackedBatches } from './team-work.ts';

export function packBatches({ run, batches }: RunBatches): PackedBatches {
  const sizes = Int32Array.from(batches, ({ length }) => length);
  const rowIndices = new Int32Array(sizes.reduce((sum, size) => sum + size, 0));
  let start = 0;
  for (const batch of batches) {
    rowIndices.set(batch, start);
    start += batch.length;
  }
  return { run, rowIndices, sizes };
}

export function unpackBatches({ rowIndices, sizes }: PackedBatches): readonly Int32Array[] {
  let start = 0;
  return [...sizes].map((size) => rowIndices.subarray(start, (start += size)));
}
