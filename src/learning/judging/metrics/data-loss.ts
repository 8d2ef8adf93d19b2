/** The data term of every loss, on any rows: so that curves of different algorithms and references can be compared. */
import type { PreparedRows } from '../../engines/engine.ts';

/**
 * Σ mask·(u − y)² / Σ mask over `ofRows` and all targets, standardised; null where no row has a label, NaN where a row
 * with a label has no answer.
 */
export function dataLoss(
  { targets, mask }: Pick<PreparedRows, 'targets' | 'mask'>,
  ofRows: Int32Array,
  /** [ofRows.length, O] */
  predictions: Float64Array,
): number | null {
  const width = ofRows.length === 0 ? 1 : predictions.length / ofRows.length;
  let squares = 0;
  let known = 0;
  predictions.forEach((prediction, index) => {
    const at = (ofRows[Math.floor(index / width)] ?? 0) * width + (index % width);
    if (mask[at] !== 1) return;
    squares += (prediction - (targets[at] ?? 0)) ** 2;
    known += 1;
  });
  return known === 0 ? null : squares / known;
}
