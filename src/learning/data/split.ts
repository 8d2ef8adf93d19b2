/**
 * Which rows train, which validate (and so choose the epoch) and which test, having chosen nothing. By battery, so that no model is judged on cells it has seen; by cycle (each
 * cell's last cycles) only where asked for or where there is a single cell.
 */
import { AppError } from '../../shared/domain/app-error.ts';
import type { Dataset, DatasetCell } from './dataset.ts';
import type { Random } from '../../shared/domain/random.ts';

export interface SplitWish {
  readonly split_by: 'battery' | 'cycle' | null;
  readonly validation_split: number;
  readonly validation_battery_ids: readonly number[] | null;
  readonly test_split: number;
  readonly test_battery_ids: readonly number[] | null;
}

export interface Split {
  readonly splitBy: 'battery' | 'cycle';
  readonly trainingCells: readonly DatasetCell[];
  readonly validationCells: readonly DatasetCell[];
  readonly trainingRows: Int32Array;
  readonly validationRows: Int32Array;
  /** Neither train nor choose anything; none unless asked for. */
  readonly testCells: readonly DatasetCell[];
  readonly testRows: Int32Array;
}

/** The test rows in the place of the validation rows, for whoever judges those. */
export const testSideOf = (split: Split): Split => ({
  ...split,
  validationCells: split.testCells,
  validationRows: split.testRows,
});

/** Throws AppError when the wish cannot be met: unknown validation ids, or nothing left to train on. */
export function splitRows(dataset: Dataset, wish: SplitWish, random: Random): Split {
  const { cells } = dataset;
  const validating = namedCells(cells, wish.validation_battery_ids, 'validation_battery_ids');
  const testing = namedCells(cells, wish.test_battery_ids, 'test_battery_ids');
  const isNamed = validating !== null || testing !== null;
  if (!isNamed && (wish.split_by === 'cycle' || cells.length === 1))
    return byCycle(cells, wish.validation_split);
  const validationCount = countOf(cells, wish.validation_split);
  const testCount = wish.test_split === 0 ? 0 : countOf(cells, wish.test_split);
  return byBattery(cells, drawRoles(cells, { validating, testing, validationCount, testCount }, random));
}

/** max(1, round(share × cells)) */
const countOf = (cells: readonly DatasetCell[], share: number): number =>
  Math.max(1, Math.round(share * cells.length));

interface Roles {
  readonly validating: readonly DatasetCell[];
  readonly testing: readonly DatasetCell[];
}

interface WantedRoles {
  /** By name; null: as many as counted are drawn. */
  readonly validating: readonly DatasetCell[] | null;
  readonly testing: readonly DatasetCell[] | null;
  readonly validationCount: number;
  readonly testCount: number;
}

/** One shuffle for both, so that validation cells are drawn as without test cells; one is left for training at least. */
function drawRoles(cells: readonly DatasetCell[], wanted: WantedRoles, random: Random): Roles {
  const named = [...(wanted.validating ?? []), ...(wanted.testing ?? [])];
  const drawn = wanted.validating && wanted.testing ? [] : shuffled(cells, named, random);
  const draw = (count: number): readonly DatasetCell[] => drawn.splice(0, Math.min(drawn.length - 1, count));
  const validating = wanted.validating ?? draw(wanted.validationCount);
  const testing = wanted.testing ?? (wanted.testCount === 0 ? [] : draw(wanted.testCount));
  refuseEmptyRole(cells, { validating, testing });
  return { validating: inOrder(cells, validating), testing: inOrder(cells, testing) };
}

function refuseEmptyRole(cells: readonly DatasetCell[], { validating, testing }: Roles): void {
  const isTwice = testing.some((cell) => validating.includes(cell));
  if (!isTwice && validating.length > 0 && validating.length + testing.length < cells.length) return;
  throw new AppError(
    'VALIDATION_ERROR',
    isTwice
      ? 'A battery both validates and tests; name it in one of validation_battery_ids and test_battery_ids.'
      : 'No battery is left to train on, or none to validate: hold out fewer, or add batteries.',
  );
}

const inOrder = (cells: readonly DatasetCell[], of: readonly DatasetCell[]): readonly DatasetCell[] =>
  cells.filter((cell) => of.includes(cell));

function shuffled(
  cells: readonly DatasetCell[],
  named: readonly DatasetCell[],
  random: Random,
): DatasetCell[] {
  const order = Int32Array.from(cells.keys());
  random.shuffleInPlace(order);
  return Array.from(order)
    .flatMap((index) => cells[index] ?? [])
    .filter((cell) => !named.includes(cell));
}

function namedCells(
  cells: readonly DatasetCell[],
  ids: readonly number[] | null,
  field: string,
): readonly DatasetCell[] | null {
  if (ids === null) return null;
  const unknown = ids.filter((id) => !cells.some(({ batteryId }) => batteryId === id));
  if (unknown.length > 0) {
    throw new AppError(
      'VALIDATION_ERROR',
      `${field} names ${unknown.join(', ')}, not among battery_ids; name cells of this job only`,
    );
  }
  const validating = cells.filter(({ batteryId }) => ids.includes(batteryId));
  if (validating.length === cells.length) {
    throw new AppError(
      'VALIDATION_ERROR',
      `${field} names every cell of the job, so that none is left to train on; name fewer`,
    );
  }
  return validating;
}

function byBattery(
  cells: readonly DatasetCell[],
  { validating: validationCells, testing: testCells }: Roles,
): Split {
  const trainingCells = cells.filter((cell) => !validationCells.includes(cell) && !testCells.includes(cell));
  return {
    splitBy: 'battery',
    trainingCells,
    validationCells,
    trainingRows: Int32Array.from(trainingCells.flatMap((cell) => rowsOf(cell))),
    validationRows: Int32Array.from(validationCells.flatMap((cell) => rowsOf(cell))),
    testCells,
    testRows: Int32Array.from(testCells.flatMap((cell) => rowsOf(cell))),
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
    testCells: [],
    testRows: new Int32Array(),
  };
}

const rowsOf = ({ start, rowCount }: DatasetCell): number[] =>
  Array.from({ length: rowCount }, (_, row) => start + row);
