/**
 * Which rows train and which validate. By battery, so that no model is judged on cells it has seen; by cycle (each
 * cell's last cycles) only where asked for or where there is a single cell.
 */
import { AppError } from '../../shared/domain/app-error.ts';
import type { Dataset, DatasetCell } from './dataset.ts';
import type { Random } from '../../shared/domain/random.ts';

export interface SplitWish {
  readonly split_by: 'battery' | 'cycle' | null;
  readonly validation_split: number;
  readonly validation_battery_ids: readonly number[] | null;
}

export interface Split {
  readonly splitBy: 'battery' | 'cycle';
  readonly trainingCells: readonly DatasetCell[];
  readonly validationCells: readonly DatasetCell[];
  readonly trainingRows: Int32Array;
  readonly validationRows: Int32Array;
}

/** Throws AppError when the wish cannot be met: unknown validation ids, or nothing left to train on. */
export function splitRows(dataset: Dataset, wish: SplitWish, random: Random): Split {
  const { cells } = dataset;
  if (wish.validation_battery_ids) return byBattery(cells, namedCells(cells, wish.validation_battery_ids));
  if (wish.split_by === 'cycle' || cells.length === 1) return byCycle(cells, wish.validation_split);
  return byBattery(cells, drawnCells(cells, wish.validation_split, random));
}

function namedCells(cells: readonly DatasetCell[], ids: readonly number[]): readonly DatasetCell[] {
  const unknown = ids.filter((id) => !cells.some(({ batteryId }) => batteryId === id));
  if (unknown.length > 0) {
    throw new AppError(
      'VALIDATION_ERROR',
      `validation_battery_ids names ${unknown.join(', ')}, not among battery_ids; name cells of this job only`,
    );
  }
  const validating = cells.filter(({ batteryId }) => ids.includes(batteryId));
  if (validating.length === cells.length) {
    throw new AppError(
      'VALIDATION_ERROR',
      'validation_battery_ids names every cell of the job, so that none is left to train on; name fewer',
    );
  }
  return validating;
}

/** max(1, round(share × cells)) cells, one at least left for training. */
function drawnCells(cells: readonly DatasetCell[], share: number, random: Random): readonly DatasetCell[] {
  const count = Math.min(cells.length - 1, Math.max(1, Math.round(share * cells.length)));
  const order = Int32Array.from(cells.keys());
  random.shuffleInPlace(order);
  const drawn = new Set(order.subarray(0, count));
  return cells.filter((_, index) => drawn.has(index));
}

function byBattery(cells: readonly DatasetCell[], validationCells: readonly DatasetCell[]): Split {
  const trainingCells = cells.filter((cell) => !validationCells.includes(cell));
  return {
    splitBy: 'battery',
    trainingCells,
    validationCells,
    trainingRows: Int32Array.from(trainingCells.flatMap((cell) => rowsOf(cell))),
    validationRows: Int32Array.from(validationCells.flatMap((cell) => rowsOf(cell))),
  };
}

/** The last share of each cell's cycles validates: the future is not seen in training. */
function byCycle(cells: readonly DatasetCell[], share: number): Split {
  const firstValidating = (cell: DatasetCell): number =>
    Math.max(1, cell.rowCount - Math.max(1, Math.round(share * cell.rowCount)));
  return {
    splitBy: 'cycle',
    trainingCells: cells,
    validationCells: cells,
    trainingRows: Int32Array.from(cells.flatMap((cell) => rowsOf(cell).slice(0, firstValidating(cell)))),
    validationRows: Int32Array.from(cells.flatMap((cell) => rowsOf(cell).slice(firstValidating(cell)))),
  };
}

const rowsOf = ({ start, rowCount }: DatasetCell): number[] =>
  Array.from({ length: rowCount }, (_, row) => start + row);
