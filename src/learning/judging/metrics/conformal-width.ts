/**
 * Half the width of a prediction interval, from the absolute residuals of cells that a model was not trained on:
 * split-conformal prediction (Vovk, Gammerman and Shafer 2005; Lei and others, JASA 113, 2018). Rows of one cell resemble
 * each other, so what counts as exchangeable is the cell, not the row.
 *
 * Nine cells or more: the quantile of hierarchical conformal prediction (Lee, Barber and Willett,
 * "Distribution-free inference with hierarchical data", arXiv 2306.06342; the pooled distributions of Dunn, Wasserman and
 * Ramdas, JASA 118, 2023, with the unseen cell's mass put at infinity). With n cells, each row of cell c weighs
 * 1/((n + 1)·rows_c), the remaining 1/(n + 1) lies at infinity, and the width is the `level` quantile. Guaranteed: a
 * random row of a further cell, exchangeable with these, lies inside with probability `level` at least.
 *
 * Fewer: that quantile is infinite. The width is then the largest of the cells' own quantiles, each the
 * ⌈level·(rows_c + 1)⌉-th smallest residual of its cell (at most the largest). Guaranteed is only that a further
 * exchangeable cell has its own quantile inside with probability n/(n + 1): one half with one cell, a guess.
 */
export interface ConformalWidth {
  /** From every cell. */
  readonly ofAll: () => number;
  /** From every cell but this one, by its index; NaN where none is left. */
  readonly without: (cellIndex: number) => number;
}

interface WeightedResidual {
  readonly value: number;
  readonly cellIndex: number;
  /** 1 / rows of its cell */
  readonly share: number;
}

/** Sums of many equal shares miss a level by rounding; it is reached within this. */
const roundingSlack = 1e-9;

/** `residuals`: absolute ones of each cell, every cell with one at least; sorted once for all questions. */
export function createConformalWidth(residuals: readonly Float64Array[], level: number): ConformalWidth {
  const weighted = residuals
    .flatMap((ofCell, cellIndex) =>
      Array.from(ofCell, (value): WeightedResidual => ({ value, cellIndex, share: 1 / ofCell.length })),
    )
    .sort((one, other) => one.value - other.value);
  const ownQuantiles = residuals.map((ofCell) => ownQuantile(ofCell, level));
  const widthOf = (cellCount: number, left: number): number => {
    if (cellCount === 0) return Number.NaN;
    if (cellCount / (cellCount + 1) < level - roundingSlack) {
      return Math.max(...ownQuantiles.filter((_, cellIndex) => cellIndex !== left));
    }
    return quantileWithout(weighted, left, level * (cellCount + 1));
  };
  return {
    ofAll: () => widthOf(residuals.length, -1),
    without: (cellIndex) => widthOf(residuals.length - 1, cellIndex),
  };
}

/** The smallest residual that, with all smaller ones, has `wantedShares` cells' worth of rows. */
function quantileWithout(weighted: readonly WeightedResidual[], left: number, wantedShares: number): number {
  let shares = 0;
  for (const { value, cellIndex, share } of weighted) {
    if (cellIndex !== left) shares += share;
    if (shares >= wantedShares - roundingSlack) return value;
  }
  return Infinity;
}

function ownQuantile(residuals: Float64Array, level: number): number {
  const rank = Math.min(residuals.length, Math.ceil(level * (residuals.length + 1) - roundingSlack));
  return residuals.toSorted()[rank - 1] ?? Number.NaN;
}
