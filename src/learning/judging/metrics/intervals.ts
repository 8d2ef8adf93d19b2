/** How sure a model is: its 90 % intervals, and how well they would have held on cells they were not made from. */
import type { Intervals } from '../../../shared/contract/evaluation.ts';
import { fitErrorScales, ownQuantile, scaleLevel, widthHolding } from './error-scales.ts';

/** Absolute errors of one held-out cell, rows with a known label alone. */
export interface CellResiduals {
  /** Fraction of nominal capacity. */
  readonly soh: Float64Array;
  /** Cycles. */
  readonly rul: Float64Array;
  /** The best epoch was chosen by it, which makes its errors a little smaller than a further cell's would be. */
  readonly choseEpoch: boolean;
}

const level = 0.9;
export const closeSoh = 0.02;
/** How much larger the errors of cells are that chose nothing, measured on the published cells. */
const choiceFactor = 1.1;

/** Nothing is promised for cells of another kind, for a split by cycle, or for each single cycle. */
export const measureIntervals = (cells: readonly CellResiduals[]): Intervals => ({
  level,
  cells: cells.length,
  soh: targetInterval(cells.map(({ soh, choseEpoch }) => ({ residuals: soh, choseEpoch }))),
  rul: targetInterval(cells.map(({ rul, choseEpoch }) => ({ residuals: rul, choseEpoch }))),
  soh_within_2_percent: shareOfCloseRows(cells.map(({ soh }) => soh)),
});

interface HeldOut {
  readonly residuals: Float64Array;
  readonly choseEpoch: boolean;
}

function targetInterval(cells: readonly HeldOut[]): Intervals['soh'] {
  const known = cells.filter(({ residuals }) => residuals.length > 0);
  if (known.length === 0) return null;
  const quantiles = known.map(
    ({ residuals, choseEpoch }) => ownQuantile(residuals, scaleLevel) * (choseEpoch ? choiceFactor : 1),
  );
  const scales = fitErrorScales(quantiles);
  const record = recordOf(
    known.map(({ residuals }) => residuals),
    quantiles,
  );
  return {
    half_width: widthHolding(scales, level),
    coverage: record && meanOf(record.shares),
    typical_error: scales.typical,
    spread: scales.spread,
    record: record && { cells: known.length, rows: record.rows, rows_inside: record.inside },
  };
}

/** Each cell judged by the width that the other cells alone give; null with one cell. */
function recordOf(residualsOfCells: readonly Float64Array[], quantiles: readonly number[]) {
  if (quantiles.length < 2) return null;
  const judged = residualsOfCells.map((residuals, index) => {
    const others = quantiles.filter((_, other) => other !== index);
    const width = widthHolding(fitErrorScales(others), level);
    return { rows: residuals.length, inside: residuals.filter((residual) => residual <= width).length };
  });
  return {
    rows: judged.reduce((sum, { rows }) => sum + rows, 0),
    inside: judged.reduce((sum, { inside }) => sum + inside, 0),
    shares: judged.map(({ rows, inside }) => inside / rows),
  };
}

/** Mean over the cells; null without any row. */
function shareOfCloseRows(residualsOfCells: readonly Float64Array[]): number | null {
  const known = residualsOfCells.filter((residuals) => residuals.length > 0);
  if (known.length === 0) return null;
  return meanOf(
    known.map((residuals) => residuals.filter((residual) => residual <= closeSoh).length / residuals.length),
  );
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
