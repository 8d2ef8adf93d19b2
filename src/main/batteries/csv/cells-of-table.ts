/** Cuts a table into its cells: the arrays of each, and in words what was noticed on the way. */
import type { BatteryArrays } from '../../../shared/domain/battery-arrays.ts';
import { invalidFile } from '../invalid-file.ts';
import { firstFew } from '../word-lists.ts';
import { keepRows } from './keep-rows.ts';
import type { Table } from './read-table.ts';

export interface CellOfTable {
  /** What the cell column says; null where the file holds one cell. */
  readonly label: string | null;
  readonly arrays: BatteryArrays;
  readonly notes: readonly string[];
}

/** Throws INVALID_FILE_FORMAT where a cell has no row that counts. */
export function cellsOfTable(table: Table): readonly CellOfTable[] {
  if (table.rowCount === 0) throw invalidFile('expected at least one row below the column names, found none');
  const columns = numericColumns(table);
  const isAlone = table.cellLabels.length < 2;
  return table.cellLabels.map((label, index) => {
    const { rows, cycleIndex, notes } = keepRows(table, rowsOfCell(table, index));
    const arrays = {
      cycleIndex,
      capacityAh: Float64Array.from(rows, (row) => table.values[row * table.width + 1] ?? Number.NaN),
      featureNames: columns.kept.map(({ name }) => name),
      features: gatherFeatures(table, rows, columns.kept),
    };
    return {
      label: isAlone ? null : label === '' ? '(no name)' : label,
      arrays,
      notes: [...table.notes, ...columns.notes, ...notes, ...missingNote(arrays)],
    };
  });
}

interface KeptColumn {
  readonly name: string;
  /** Place in the table's rows of numbers. */
  readonly column: number;
}

/** [rows, columns] row-major */
function gatherFeatures(table: Table, rows: readonly number[], columns: readonly KeptColumn[]): Float64Array {
  const features = new Float64Array(rows.length * columns.length);
  for (const [place, row] of rows.entries()) {
    for (const [index, { column }] of columns.entries()) {
      features[place * columns.length + index] = table.values[row * table.width + column] ?? Number.NaN;
    }
  }
  return features;
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
  const notes: string[] = [];
  for (const [index, { name }] of table.roles.features.entries()) {
    const column = index + 2;
    const { count: notNumberCount, example } = table.notNumbers[index] ?? { count: 0, example: '' };
    const numberCount = countNumbers(table, column);
    if (numberCount > 0 && numberCount >= notNumberCount) {
      kept.push({ name, column });
    } else {
      notes.push(
        notNumberCount > 0
          ? `Left out: "${name}", which is not a column of numbers (for example "${example}").`
          : `Left out: "${name}", which is empty.`,
      );
    }
  }
  return { kept, notes };
}

function countNumbers(table: Table, column: number): number {
  let count = 0;
  for (let row = 0; row < table.rowCount; row += 1) {
    if (Number.isFinite(table.values[row * table.width + column])) count += 1;
  }
  return count;
}

function missingNote({ features, featureNames }: BatteryArrays): readonly string[] {
  const countByFeature = featureNames.map(() => 0);
  features.forEach((value, index) => {
    const feature = index % featureNames.length;
    if (Number.isNaN(value)) countByFeature[feature] = (countByFeature[feature] ?? 0) + 1;
  });
  const parts = featureNames.flatMap((name, index) =>
    countByFeature[index] ? [`${name} ${countByFeature[index]}`] : [],
  );
  if (parts.length === 0) return [];
  return [`Missing values (empty, infinite or not a number) by feature: ${firstFew(parts)}.`];
}
