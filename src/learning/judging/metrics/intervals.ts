/** How sure a model is: its 90 % intervals, and how well they would have held on cells they were not made from. */
import type { Intervals } from '../../../shared/contract/evaluation.ts';
import { createConformalWidth } from './conformal-width.ts';

/** Absolute errors of one validation cell, rows with a known label alone. */
export interface CellResiduals {
  /** Fraction of nominal capacity. */
  readonly soh: Float64Array;
  /** Cycles. */
  readonly rul: Float64Array;
}

const level = 0.9;
const closeSoh = 0.02;

/**
 * What `createConformalWidth` says of each target. The residuals are those of the rows that chose the epoch, which makes
 * them a little smaller than a further cell's would be; nothing is promised for cells of another kind, for a split by
 * cycle, or for each single cycle.
 */
export const conformalIntervals = (cells: readonly CellResiduals[]): Intervals => ({
  level,
  cells: cells.length,
  soh: targetInterval(cells.map(({ soh }) => soh)),
  rul: targetInterval(cells.map(({ rul }) => rul)),
  soh_within_2_percent: shareWithin(
    cells.map(({ soh }) => soh),
    () => closeSoh,
  ),
});

/** Coverage: each cell judged by the width that the other cells alone would have given. */
function targetInterval(residualsOfCells: readonly Float64Array[]): Intervals['soh'] {
  const known = residualsOfCells.filter((residuals) => residuals.length > 0);
  if (known.length === 0) return null;
  const width = createConformalWidth(known, level);
  return {
    half_width: width.ofAll(),
    coverage: known.length === 1 ? null : shareWithin(known, (cellIndex) => width.without(cellIndex)),
  };
}

/** Mean over the cells of the share of their rows within; null without any row. */
function shareWithin(
  residualsOfCells: readonly Float64Array[],
  widthOf: (cellIndex: number) => number,
): number | null {
  const shares = residualsOfCells.flatMap((residuals, cellIndex) => {
    const width = widthOf(cellIndex);
    return residuals.length === 0
      ? []
      : [residuals.filter((residual) => residual <= width).length / residuals.length];
  });
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
