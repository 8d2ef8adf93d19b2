/** Rows that look like standardised cells and mean nothing: speed does not depend on what is learnt. */
import type { PreparedRows } from '../src/learning/engines/engine.ts';
import type { Shape } from './shapes.ts';

const rowsPerCell = 400;
const cellCount = 10;
const batchCount = 64;

export interface SyntheticRows {
  readonly rows: PreparedRows;
  /** Row numbers of a few batches, to be taken in turn. */
  readonly batches: readonly Int32Array[];
}

/** 4 000 rows in 10 cells, a quarter of the labels unknown; the same for the same shape. */
export function syntheticRows(shape: Shape): SyntheticRows {
  const random = seededRandom(1);
  const rowCount = rowsPerCell * cellCount;
  const symmetric = (count: number): Float64Array =>
    Float64Array.from({ length: count }, () => 3 * random() - 1.5);
  return {
    rows: {
      rowCount,
      inputs: symmetric(rowCount * shape.inputs),
      targets: symmetric(rowCount * shape.outputs),
      mask: Float64Array.from({ length: rowCount * shape.outputs }, () => (random() < 0.75 ? 1 : 0)),
      cellStart: Int32Array.from({ length: rowCount }, (_, row) => row - (row % rowsPerCell)),
    },
    batches: Array.from({ length: batchCount }, () =>
      Int32Array.from({ length: shape.batch }, () => Math.floor(random() * rowCount)),
    ),
  };
}

/** Uniform in [0, 1): mulberry32, public domain. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}
