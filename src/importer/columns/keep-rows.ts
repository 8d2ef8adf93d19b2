/** Which rows of a cell count, in which order, and what is said about the others. */
import type { QualityEntry, RepairName } from '../../shared/contract/quality.ts';
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import { qualityEntry } from '../../cells/quality/quality-entry.ts';
import { requireRepair, type SkippedRepairs } from '../../cells/quality/required-repair.ts';
import { firstFew } from '../../cells/word-lists.ts';
import type { Table } from './table.ts';

export interface KeptRows {
  /** Rows of the table in ascending order of their cycle, each cycle once. */
  readonly rows: readonly number[];
  /** [rows.length] */
  readonly cycleIndex: Float64Array;
  readonly entries: readonly QualityEntry[];
}

interface NumberedRow {
  readonly row: number;
  readonly cycle: number;
}

/** More repeated cycle numbers than this and the table is something else than one row per cycle. */
const maxRepeatedShare = 0.1;

/**
 * `rowsOfCell`: rows of the table in file order. Without a cycle column the index among them counts, from 1. Throws
 * INVALID_FILE_FORMAT where nothing is left, or a repair is needed that is switched off.
 */
export function keepRows(table: Table, rowsOfCell: readonly number[], skipped: SkippedRepairs): KeptRows {
  const value = (row: number, column: number): number =>
    table.values[row * table.width + column] ?? Number.NaN;
  const numbered = rowsOfCell.map((row, index) => ({
    row,
    cycle: table.roles.cycle ? value(row, 0) : index + 1,
  }));
  const withCapacity = numbered.filter(({ row }) => isCapacity(value(row, 1)));
  const mayDrop = !skipped.has('drop_rows_without_capacity');
  const counted = mayDrop ? withCapacity : numbered;
  const withCycle = counted.filter(({ cycle }) => Number.isSafeInteger(cycle) && cycle >= 0);
  if (!withCycle.some(({ row }) => isCapacity(value(row, 1)))) throw noRows(numbered.length);
  const dropped = [
    ...droppedEntry(table, difference(numbered, withCapacity), {
      why: 'whose capacity is missing or not above 0',
      repair: 'drop_rows_without_capacity',
      isKept: !mayDrop,
    }),
    ...droppedEntry(table, difference(counted, withCycle), {
      why: 'whose cycle is not a whole number',
      repair: 'drop_rows_without_cycle',
    }),
  ];
  for (const { repair, message } of dropped) if (repair) requireRepairOfRows(repair, message, skipped);
  const ordered = orderRows(table, withCycle, skipped);
  return { ...ordered, entries: [...dropped, ...ordered.entries] };
}

export const isCapacity = (value: number): boolean => value > 0 && value < Infinity;

/** Rows without a capacity may stay; the others may not. */
function requireRepairOfRows(repair: RepairName, message: string, skipped: SkippedRepairs): void {
  if (repair !== 'drop_rows_without_capacity') requireRepair(repair, skipped, message.replace(/\.$/, ''));
}

function orderRows(table: Table, withCycle: readonly NumberedRow[], skipped: SkippedRepairs): KeptRows {
  const ordered = withCycle.toSorted((a, b) => a.cycle - b.cycle);
  const kept = ordered.filter(({ cycle }, index) => cycle !== ordered[index - 1]?.cycle);
  const repeated = difference(ordered, kept);
  if (repeated.length > maxRepeatedShare * ordered.length)
    throw notOneRowPerCycle(ordered.length, kept.length);
  const entries = [
    ...droppedEntry(table, repeated, {
      why: 'whose cycle had stood in an earlier row',
      repair: 'drop_repeated_cycles',
    }),
    ...reorderedEntry(table, withCycle, ordered),
  ];
  for (const { repair, message } of entries) if (repair) requireRepair(repair, skipped, message);
  return {
    rows: kept.map(({ row }) => row),
    cycleIndex: Float64Array.from(kept, ({ cycle }) => cycle),
    entries,
  };
}

function difference(all: readonly NumberedRow[], kept: readonly NumberedRow[]): readonly NumberedRow[] {
  const keptSet = new Set(kept);
  return all.filter((entry) => !keptSet.has(entry));
}

interface WhyDropped {
  readonly why: string;
  readonly repair: RepairName;
  readonly isKept?: boolean;
}

function droppedEntry(
  table: Table,
  dropped: readonly NumberedRow[],
  { why, repair, isKept = false }: WhyDropped,
): readonly QualityEntry[] {
  if (dropped.length === 0) return [];
  const lines = firstFew(dropped.map(({ row }) => table.lines[row] ?? 0));
  const rows = dropped.length === 1 ? '1 row' : `${dropped.length} rows`;
  const message = `${isKept ? 'Kept without a label' : 'Dropped'} ${rows} ${why}: ${table.lineName} ${lines}.`;
  const code = repair === 'drop_repeated_cycles' ? 'cycles_repeated' : 'rows_dropped';
  const facts = { cycles: dropped.map(({ cycle }) => cycle), count: dropped.length };
  return [qualityEntry(isKept ? 'other' : code, 'warning', message, isKept ? facts : { ...facts, repair })];
}

function reorderedEntry(
  table: Table,
  found: readonly NumberedRow[],
  ordered: readonly NumberedRow[],
): readonly QualityEntry[] {
  const moved = found.filter((entry, index) => entry !== ordered[index]);
  const first = moved[0];
  if (!first) return [];
  const message =
    'The rows were not in the order of their cycles; they were sorted by cycle ' +
    `(first at ${table.lineName} ${table.lines[first.row] ?? 0}).`;
  const facts = { cycles: moved.map(({ cycle }) => cycle), count: moved.length };
  return [qualityEntry('cycles_reordered', 'warning', message, { ...facts, repair: 'sort_cycles' })];
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
    `expected one row per cycle, found ${rowCount} rows for ${cycleCount} cycle numbers: several cells without a ` +
      'column "cell", a counter that starts again, or a time series without columns for time, voltage and current',
  );
}
