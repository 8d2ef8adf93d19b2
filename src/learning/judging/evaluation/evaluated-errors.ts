/** Errors and coverage of a model on some rows, in the names of the API, and their mean over cells. */
import type { EvaluatedErrors } from '../../../shared/contract/prediction.ts';
import type { CellWidths } from './intervals-for-cell.ts';
import { cellErrors, type JudgedRows } from '../metrics/cell-errors.ts';

/** `rows`: those with a known SoH. */
export function evaluatedErrors(judged: JudgedRows, widths: CellWidths | null): EvaluatedErrors {
  const { soh, rul } = cellErrors(judged);
  const { actual, predicted } = judged;
  return {
    rows: soh.rows,
    soh_mape: soh.mape,
    soh_mae: soh.mae,
    soh_rmse: soh.rmse,
    soh_r2: soh.r2,
    rul_mape: rul.mape,
    rul_mae: rul.mae,
    rul_rmse: rul.rmse,
    rul_r2: rul.r2,
    coverage: widths && shareWithin(actual.soh, predicted.soh, widths.soh),
    rul_coverage: widths && predicted.rul && shareWithin(actual.rul, predicted.rul, widths.rul),
  };
}

/** Each cell counts the same; cells without a figure do not count for it. `rows` is their sum. */
export function meanErrors(cells: readonly EvaluatedErrors[]): EvaluatedErrors {
  const meanOf = (name: keyof EvaluatedErrors): number | null => {
    const known = cells.flatMap((cell) => cell[name] ?? []);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  return {
    rows: cells.reduce((sum, { rows }) => sum + rows, 0),
    soh_mape: meanOf('soh_mape'),
    soh_mae: meanOf('soh_mae'),
    soh_rmse: meanOf('soh_rmse'),
    soh_r2: meanOf('soh_r2'),
    rul_mape: meanOf('rul_mape'),
    rul_mae: meanOf('rul_mae'),
    rul_rmse: meanOf('rul_rmse'),
    rul_r2: meanOf('rul_r2'),
    coverage: meanOf('coverage'),
    rul_coverage: meanOf('rul_coverage'),
  };
}

/** Over all rows; each cell has an interval of its own, so that coverage is that of the cells, weighed by their rows. */
export function pooledErrors(together: JudgedRows, cells: readonly EvaluatedErrors[]): EvaluatedErrors {
  return {
    ...evaluatedErrors(together, null),
    coverage: weighedMean(cells, ({ coverage }) => coverage),
    rul_coverage: weighedMean(cells, ({ rul_coverage: coverage }) => coverage),
  };
}

function weighedMean(
  cells: readonly EvaluatedErrors[],
  figureOf: (cell: EvaluatedErrors) => number | null,
): number | null {
  const known = cells.flatMap((cell) => {
    const figure = figureOf(cell);
    return figure === null ? [] : [{ figure, rows: cell.rows }];
  });
  const rows = known.reduce((sum, one) => sum + one.rows, 0);
  return rows === 0 ? null : known.reduce((sum, one) => sum + one.figure * one.rows, 0) / rows;
}

/** Of the rows with a known label and an interval; null where there is none. */
function shareWithin(
  labels: Float64Array,
  predictions: Float64Array,
  halfWidths: Float64Array,
): number | null {
  let known = 0;
  let within = 0;
  labels.forEach((label, row) => {
    const halfWidth = halfWidths[row] ?? Number.NaN;
    if (Number.isNaN(label) || Number.isNaN(halfWidth)) return;
    known += 1;
    if (Math.abs((predictions[row] ?? Number.NaN) - label) <= halfWidth) within += 1;
  });
  return known === 0 ? null : within / known;
}
