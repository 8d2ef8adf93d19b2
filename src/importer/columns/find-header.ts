/**
 * The names of the columns among the first rows of a sheet, whatever stands above them; their units may stand in a row
 * of their own below. Neware nests rows of cycles, steps and records in one table, each indented by one more empty
 * field; then three lines of names stand one below the other, indented likewise.
 */
import { capacityNames } from '../../cells/columns/column-roles.ts';
import { compact } from '../../cells/columns/column-roles.ts';
import { parseHeading } from './parse-heading.ts';
import { findSeriesRoles } from './series-roles.ts';
import { unitsOfQuantity } from './vocabulary.ts';

type Texts = readonly string[];

export interface Header {
  /** Index of its first row. */
  readonly firstRow: number;
  /** Index of the first row below it. */
  readonly endRow: number;
  /** With the units of a row of their own. */
  readonly columnNames: Texts;
  /** Names of the rows that the named ones are nested in, outermost first; empty where nothing is nested. */
  readonly outerNames: readonly Texts[];
  /** 2 for samples, 1 for a table with a capacity; and a little for each name. */
  readonly worth: number;
}

/** Undefined where no row names samples, or a capacity. */
export function findHeader(rows: readonly Texts[]): Header | undefined {
  let table: Header | undefined;
  for (const [index, row] of rows.entries()) {
    const { names, endRow } = withUnits(rows, index);
    const filled = names.filter((name) => name !== '');
    if (filled.length > 2 && findSeriesRoles(names)) {
      const outerNames = outerNamesAbove(rows, index);
      const firstRow = index - outerNames.length;
      return { firstRow, endRow, columnNames: names, outerNames, worth: 2 + filled.length / 10_000 };
    }
    if (!table && row.length > 0 && filled.some(namesCapacity)) {
      table = {
        firstRow: index,
        endRow,
        columnNames: names,
        outerNames: [],
        worth: 1 + filled.length / 10_000,
      };
    }
  }
  return table;
}

/** The row as names, whatever it says, with the units of a row of their own. */
export function headerAt(rows: readonly Texts[], index: number): Header {
  const { names, endRow } = withUnits(rows, index);
  return { firstRow: index, endRow, columnNames: names, outerNames: [], worth: 0 };
}

const namesCapacity = (name: string): boolean => capacityNames.some((pattern) => pattern.test(compact(name)));

/** Basytec begins its line of names with a tilde, others with a hash. */
const cleanName = (name: string): string => name.trim().replace(/^[~#]\s?/, '');

function withUnits(rows: readonly Texts[], index: number) {
  const names = (rows[index] ?? []).map(cleanName);
  const units = (rows[index + 1] ?? []).map((unit) => unit.trim());
  const filled = units.filter((unit) => unit !== '');
  if (filled.length < 2 || !filled.every(isUnit)) return { names, endRow: index + 1 };
  const merged = names.map((name, column) => {
    const unit = (units[column] ?? '').replace(/^[[({]|[\])}]$/g, '');
    return unit === '' || name === '' || parseHeading(name).unit !== null ? name : `${name} (${unit})`;
  });
  return { names: merged, endRow: index + 2 };
}

const otherUnits = new Set(['wh', 'mwh', 'w', 'mw', 'ohm', 'mohm', 'ω', 'hz', '1', '%', '-', 'hhmmss']);
const knownUnits: ReadonlySet<string> = new Set(Object.values(unitsOfQuantity).flatMap(Object.keys));

function isUnit(text: string): boolean {
  const { unit } = parseHeading(`x (${text.replace(/^[[({]|[\])}]$/g, '')})`);
  return unit !== null && (knownUnits.has(unit) || otherUnits.has(unit) || otherUnits.has(text));
}

const indentOf = (row: Texts): number => row.findIndex((name) => name.trim() !== '');

/** The rows right above, each indented by one less, down to none. */
function outerNamesAbove(rows: readonly Texts[], index: number): readonly Texts[] {
  const depth = indentOf(rows[index] ?? []);
  const above = Array.from({ length: depth }, (_, level) => rows[index - depth + level] ?? []);
  return above.every((row, level) => indentOf(row) === level) ? above : [];
}
