/** Half the width of a model's interval for every row of one cell, in the labels of that cell. */
import type { ModelDescription } from '../../../shared/contract/model-file.ts';
import type { JudgedCell } from './judge-cell.ts';

export interface CellWidths {
  /** [rows] NaN where the row, or the whole cell, has none. */
  readonly soh: Float64Array;
  readonly rul: Float64Array;
}

export function widthsFor(
  { metrics: { intervals } }: ModelDescription,
  { match: { sohFactor, rulEndsAt }, reach }: Pick<JudgedCell, 'match' | 'reach'>,
): CellWidths {
  const isForeign = reach.ofAll === 'foreign';
  const widths = (halfWidth: number | undefined, factor: number | null): Float64Array =>
    reach.widening.map((widening) =>
      isForeign || halfWidth === undefined || factor === null ? Number.NaN : halfWidth * factor * widening,
    );
  return {
    soh: widths(intervals?.soh?.half_width, sohFactor),
    rul: widths(intervals?.rul?.half_width, rulEndsAt === null ? null : 1),
  };
}
