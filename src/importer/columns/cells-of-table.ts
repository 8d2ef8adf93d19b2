/** Cuts a table into its cells: the arrays of each, and what was noticed on the way. */
import type { Quality, QualityEntry } from '../../shared/contract/quality.ts';
import type { CellContent } from '../../cells/cell-content.ts';
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import { chooseCheckUps } from '../../cells/quality/check-ups.ts';
import { qualityEntry } from '../../cells/quality/quality-entry.ts';
import type { SkippedRepairs } from '../../cells/quality/required-repair.ts';
import { blankNonFinite, type KeptColumn } from './blank-non-finite.ts';
import { isCapacity, keepRows, type KeptRows } from './keep-rows.ts';
import type { Table } from './table.ts';

/** Throws INVALID_FILE_FORMAT where a cell has no row that counts, or a needed repair is switched off. */
export function cellsOfTable(table: Table, skipped: SkippedRepairs): readonly CellContent[] {
  if (table.rowCount === 0) throw invalidFile('expected at least one row below the column names, found none');
  const columns = numericColumns(table);
  const isAlone = table.cellLabels.length < 2;
  return table.cellLabels.map((label, index) => {
    const rowsFound = rowsOfCell(table, index);
    const { rows, cycleIndex, entries } = rowsThatCount(table, rowsFound, skipped);
    const features = blankNonFinite(table, { rows, columns: columns.kept }, skipped);
    const capacities = Float64Array.from(rows, (row) => table.values[row * table.width + 1] ?? Number.NaN);
    return {
      label: isAlone ? null : label === '' ? '(no name)' : label,
      arrays: {
        cycleIndex,
        capacityAh: capacities.map((capacity) => (isCapacity(capacity) ? capacity : Number.NaN)),
        featureNames: columns.kept.map(({ name }) => name),
        features: features.values,
      },
      curves: null,
      format: table.format,
      hasCycleNumbers: table.roles.cycle !== undefined,
      rowsFound: rowsFound.length,
      cyclesFound: countCycles(table, rowsFound),
      units: unitsOf(table),
      entries: [...table.entries, ...columns.entries, ...entries, ...features.entries],
    };
  });
}

/** The rows that can be read, and of them the check-ups where the others are shallow. */
function rowsThatCount(table: Table, rowsFound: readonly number[], skipped: SkippedRepairs): KeptRows {
  const { rows, cycleIndex, entries } = keepRows(table, rowsFound, skipped);
  const capacityAh = Float64Array.from(rows, (row) => table.values[row * table.width + 1] ?? Number.NaN);
  const checkUps = chooseCheckUps({ cycleIndex, capacityAh }, skipped);
  return {
    rows: checkUps.kept.flatMap((index) => rows[index] ?? []),
    cycleIndex: Float64Array.from(checkUps.kept, (index) => cycleIndex[index] ?? 0),
    entries: [...entries, ...checkUps.entries],
  };
}

function unitsOf({ roles }: Table): Quality['units'] {
  const { unitsPerAmpereHour, isUnitNamed } = roles.capacity;
  return { capacity: { unit: unitsPerAmpereHour === 1 ? 'Ah' : 'mAh', assumed: !isUnitNamed } };
}

function countCycles(table: Table, rows: readonly number[]): number {
  if (!table.roles.cycle) return rows.length;
  const cycles = new Set(rows.map((row) => table.values[row * table.width]));
  return cycles.size;
}

function rowsOfCell(table: Table, cell: number): readonly number[] {
  const rows: number[] = [];
  table.cellOfRow.forEach((cellOfRow, row) => {
    if (cellOfRow === cell) rows.push(row);
  });
  return rows;
}

/** Feature columns that hold numbers; a column of words or of nothing is left out. */
function numericColumns(table: Table) {
  const kept: KeptColumn[] = [];
  const entries: QualityEntry[] = [];
  for (const [index, { name }] of table.roles.features.entries()) {
    const column = index + 2;
    const { count: notNumberCount, example } = table.notNumbers[index] ?? { count: 0, example: '' };
    const numberCount = countNumbers(table, column);
    if (numberCount > 0 && numberCount >= notNumberCount) {
      kept.push({ name, column });
    } else {
      const message =
        notNumberCount > 0
          ? `Left out: "${name}", which is not a column of numbers (for example "${example}").`
          : `Left out: "${name}", which is empty.`;
      entries.push(qualityEntry('column_left_out', 'info', message, { count: 1 }));
    }
  }
  return { kept, entries };
}

function countNumbers(table: Table, column: number): number {
  let count = 0;
  for (let row = 0; row < table.rowCount; row += 1) {
    if (Number.isFinite(table.values[row * table.width + column])) count += 1;
  }
  return count;
}
