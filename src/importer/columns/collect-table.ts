/** Gathers the rows of a table as they stream in: numbers by the columns' roles, and where each row stood. */
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import type { ColumnRoles, NumberColumn } from '../../cells/columns/column-roles.ts';
import type { SheetRow } from './sheet.ts';
import { createNumberList } from './number-list.ts';
import { parseNumber } from './parse-number.ts';

export interface TableLimits {
  readonly maxRows: number;
  /** Rows times columns. */
  readonly maxValues: number;
  /** Cells in one file. */
  readonly maxCells: number;
}

export interface TableRows {
  readonly rowCount: number;
  /** Numbers per row: cycle (NaN without a cycle column), capacity in Ah, then the features. */
  readonly width: number;
  /** [rowCount, width] row-major; NaN = missing, Infinity = there is something, but no finite number. */
  readonly values: Float64Array;
  /** [rowCount] line of the file, from 1. */
  readonly lines: Float64Array;
  /** [rowCount] index into `cellLabels`. */
  readonly cellOfRow: Float64Array;
  readonly cellLabels: readonly string[];
  /** Per feature: filled cells that hold no number, and the first of them. */
  readonly notNumbers: readonly NotNumbers[];
}

interface NotNumbers {
  readonly count: number;
  readonly example: string;
}

export interface TablePlan {
  readonly roles: ColumnRoles;
  /** A comma is a decimal point. */
  readonly hasDecimalComma: boolean;
  readonly limits: TableLimits;
}

export interface TableCollector {
  add(row: SheetRow): void;
  finish(): TableRows;
}

/** `add` throws INVALID_FILE_FORMAT, with the line, for a row beyond the limits. */
export function collectTable(plan: TablePlan): TableCollector {
  const { roles, limits } = plan;
  const [values, lines, cellOfRow] = [createNumberList(), createNumberList(), createNumberList()];
  const cells = createCellLabels(roles.cell, limits.maxCells);
  const features = roles.features.map((column) => createFeatureReader(column, plan.hasDecimalComma));
  const width = 2 + features.length;
  const maxRows = Math.min(limits.maxRows, Math.floor(limits.maxValues / width));
  const numberOf = (record: SheetRow['record'], column: NumberColumn): number =>
    parseNumber(record[column.position] ?? '', plan.hasDecimalComma) ?? Number.NaN;
  return {
    add: ({ record, line }) => {
      if (lines.length === maxRows) throw tooManyRows(maxRows, width);
      lines.push(line);
      cellOfRow.push(cells.indexOf(record, line));
      values.push(roles.cycle ? numberOf(record, roles.cycle) : Number.NaN);
      values.push(numberOf(record, roles.capacity) / roles.capacity.unitsPerAmpereHour);
      for (const feature of features) values.push(feature.read(record));
    },
    finish: () => ({
      rowCount: lines.length,
      width,
      values: values.values(),
      lines: lines.values(),
      cellOfRow: cellOfRow.values(),
      cellLabels: cells.labels(),
      notNumbers: features.map(({ notNumbers }) => notNumbers),
    }),
  };
}

/** Reads one feature column and remembers what in it was no number. */
function createFeatureReader(column: NumberColumn, hasDecimalComma: boolean) {
  const notNumbers = { count: 0, example: '' };
  return {
    notNumbers,
    read: (record: SheetRow['record']): number => {
      const found = record[column.position] ?? '';
      const value = parseNumber(found, hasDecimalComma);
      if (value !== undefined) return value;
      if (notNumbers.count === 0) notNumbers.example = String(found).trim().slice(0, 40);
      notNumbers.count += 1;
      return Infinity;
    },
  };
}

function tooManyRows(maxRows: number, width: number): Error {
  return invalidFile(
    `expected at most ${maxRows} rows of ${width} columns, one row per cycle, found more; split the file`,
  );
}

export function createCellLabels(column: NumberColumn | undefined, maxCells: number) {
  const indexByLabel = new Map<string, number>();
  return {
    labels: (): readonly string[] => [...indexByLabel.keys()],
    indexOf: (record: SheetRow['record'], line: number): number => {
      const label = column ? String(record[column.position] ?? '').trim() : '';
      const known = indexByLabel.get(label);
      if (known !== undefined) return known;
      if (indexByLabel.size === maxCells) {
        const name = column?.name ?? '';
        throw invalidFile(
          `expected at most ${maxCells} different cells in "${name}", found more; line ${line}`,
        );
      }
      indexByLabel.set(label, indexByLabel.size);
      return indexByLabel.size - 1;
    },
  };
}
