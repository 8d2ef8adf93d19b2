/** Which rows of a cell count, in which order, and what is said about the others. */
import { invalidFile } from '../invalid-file.ts';
import { firstFew } from '../word-lists.ts';
import type { Table } from './read-table.ts';

export interface KeptRows {
  /** Rows of the table in ascending order of their cycle, each cycle once. */
  readonly rows: readonly number[];
  /** [rows.length] */
  readonly cycleIndex: Float64Array;
  readonly notes: readonly string[];
}

interface NumberedRow {
  readonly row: number;
  readonly cycle: number;
}

/** More repeated cycle numbers than this and the table is something else than one row per cycle. */
const maxRepeatedShare = 0.1;

/** `rowsOfCell`: rows of the table in file order. Without a cycle column the place among them counts, from 1. */
export function keepRows(table: Table, rowsOfCell: readonly number[]): KeptRows {
  const value = (row: number, column: number): number =>
    table.values[row * table.width + column] ?? Number.NaN;
  const numbered = rowsOfCell.map((row, place) => ({
    row,
    cycle: table.roles.cycle ? value(row, 0) : place + 1,
  }));
  const withCapacity = numbered.filter(({ row }) => value(row, 1) > 0);
  const withCycle = withCapacity.filter(({ cycle }) => Number.isSafeInteger(cycle) && cycle >= 0);
  const notes = [
    ...droppedNote(table, difference(numbered, withCapacity), 'whose capacity is missing or not above 0'),
    ...droppedNote(table, difference(withCapacity, withCycle), 'whose cycle is not a whole number'),
  ];
  if (withCycle.length === 0) throw noRows(numbered.length);
  const ordered = withCycle.toSorted((a, b) => a.cycle - b.cycle);
  const isReordered = ordered.some((entry, index) => entry !== withCycle[index]);
  const kept = ordered.filter(({ cycle }, index) => cycle !== ordered[index - 1]?.cycle);
  const repeated = difference(ordered, kept);
  if (repeated.length > maxRepeatedShare * ordered.length)
    throw notOneRowPerCycle(ordered.length, kept.length);
  return {
    rows: kept.map(({ row }) => row),
    cycleIndex: Float64Array.from(kept, ({ cycle }) => cycle),
    notes: [
      ...notes,
      ...droppedNote(table, repeated, 'whose cycle had stood in an earlier row'),
      ...(isReordered ? ['The rows were not in the order of their cycles; they were sorted by cycle.'] : []),
    ],
  };
}

function difference(all: readonly NumberedRow[], kept: readonly NumberedRow[]): readonly NumberedRow[] {
  const keptSet = new Set(kept);
  return all.filter((entry) => !keptSet.has(entry));
}

function droppedNote(table: Table, dropped: readonly NumberedRow[], why: string): readonly string[] {
  if (dropped.length === 0) return [];
  const lines = firstFew(dropped.map(({ row }) => table.lines[row] ?? 0));
  const rows = dropped.length === 1 ? '1 row' : `${dropped.length} rows`;
  return [`Dropped ${rows} ${why}: line ${lines}.`];
}

function noRows(rowCount: number): Error {
  return rowCount === 0
    ? invalidFile('expected at least one row below the column names, found none')
    : invalidFile(
        `expected rows with a capacity above 0 and a whole cycle number, found none in ${rowCount} rows`,
      );
}

function notOneRowPerCycle(rowCount: number, cycleCount: number): Error {
  return invalidFile(
    `expected one row per cycle, found ${rowCount} rows for ${cycleCount} cycle numbers: a time series, several ` +
      'cells without a column "cell", or a counter that starts again; bring it to one row per cycle',
  );
}
