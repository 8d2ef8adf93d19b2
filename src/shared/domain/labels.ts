/**
 * The two labels of a cycle. SoH = discharge capacity / nominal capacity; RUL = cycles left until the end of life,
 * which is a sustained crossing: measured cells dip below the threshold for a row and come back.
 */

/** Rows below the threshold, one after the other, that count as sustained. */
const sustainedRows = 3;
/** 0.88 Ah of 1.1 Ah is 0.79999… in binary and is not below 80 %. */
const roundingSlack = 1e-9;

/** A last row that falls by more, in SoH, is an aborted cycle or a false reading, and no end. */
const largestFade = 0.1;

/**
 * Cycle index of the first row of the first run of three consecutive rows whose SoH lies below `endOfLife`, or null. A
 * test is often stopped as soon as its cell has reached its end: a run up to the last row counts with fewer rows, unless
 * it begins with a fall that no fade makes.
 */
export function findEndOfLifeCycle(
  cycleIndex: ArrayLike<number>,
  sohByRow: ArrayLike<number>,
  endOfLife: number,
): number | null {
  let rowsBelow = 0;
  for (let row = 0; row < sohByRow.length; row += 1) {
    const soh = sohByRow[row] ?? Number.NaN;
    rowsBelow = soh < endOfLife - roundingSlack ? rowsBelow + 1 : 0;
    if (rowsBelow === sustainedRows) return cycleIndex[row - sustainedRows + 1] ?? null;
  }
  const start = sohByRow.length - rowsBelow;
  return rowsBelow > 0 && hasFaded(sohByRow, start) ? (cycleIndex[start] ?? null) : null;
}

/** From the row before, which has to be measured too. */
const hasFaded = (sohByRow: ArrayLike<number>, row: number): boolean =>
  (sohByRow[row - 1] ?? Number.NaN) - (sohByRow[row] ?? Number.NaN) <= largestFade;

export interface CellToLabel {
  /** [rows] */
  readonly cycleIndex: ArrayLike<number>;
  /** [rows] Ah */
  readonly capacityAh: ArrayLike<number>;
  readonly nominalCapacityAh: number;
  /** SoH below which the cell counts as spent. */
  readonly endOfLife: number;
}

export interface CycleLabels {
  /** [rows] fraction of nominal capacity */
  readonly soh: Float64Array;
  /** [rows] cycles, not below 0; NaN in every row of a cell that never reaches its end of life */
  readonly rul: Float64Array;
  readonly endOfLifeCycle: number | null;
}

/** RUL of one cycle, in cycles, never below 0. */
export const remainingCycles = (cycle: number, endOfLifeCycle: number): number =>
  Math.max(0, endOfLifeCycle - cycle);

/** SoH and RUL of every row of one cell. */
export function labelCycles(cell: CellToLabel): CycleLabels {
  const soh = Float64Array.from(cell.capacityAh, (capacityAh) => capacityAh / cell.nominalCapacityAh);
  const endOfLifeCycle = findEndOfLifeCycle(cell.cycleIndex, soh, cell.endOfLife);
  const rul = Float64Array.from(cell.cycleIndex, (cycle) =>
    endOfLifeCycle === null ? Number.NaN : remainingCycles(cycle, endOfLifeCycle),
  );
  return { soh, rul, endOfLifeCycle };
}
