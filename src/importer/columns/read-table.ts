/** Collects the rows of a sheet with one row per cycle into a table of numbers. */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { qualityEntry } from '../../cells/quality/quality-entry.ts';
import type { SkippedRepairs } from '../../cells/quality/required-repair.ts';
import type { ColumnRoles } from '../../cells/columns/column-roles.ts';
import { createRowWidths } from './row-widths.ts';
import type { NamedSheet } from './sheet.ts';
import { collectTable, type TableLimits } from './collect-table.ts';
import type { Table } from './table.ts';

/** Larger than any cell that was cycled, small enough for the importer's memory. */
const tableLimits: TableLimits = { maxRows: 500_000, maxValues: 10_000_000, maxCells: 200 };

/** Throws INVALID_FILE_FORMAT, with the line, for a row that does not fit the names or the limits. */
export async function readTable(
  sheet: NamedSheet,
  roles: ColumnRoles,
  skipped: SkippedRepairs,
  limits = tableLimits,
): Promise<Table> {
  const { hasDecimalComma } = sheet;
  const collector = collectTable({ roles, hasDecimalComma, limits });
  const widths = createRowWidths(sheet);
  for await (const rows of sheet.batches) {
    for (const row of rows) if (widths.isWhole(row)) collector.add(row);
  }
  return {
    roles,
    ...collector.finish(),
    format: sheet.content.ofCycles,
    lineName: sheet.lineName,
    entries: [...roles.entries, ...sheet.entries, ...capacityUnitEntries(roles), ...widths.finish(skipped)],
  };
}

function capacityUnitEntries({ capacity }: ColumnRoles): readonly QualityEntry[] {
  if (capacity.unitsPerAmpereHour !== 1)
    return [qualityEntry('other', 'info', `"${capacity.name}" was converted to Ah.`)];
  if (capacity.isUnitNamed) return [];
  return [qualityEntry('unit_assumed', 'info', `"${capacity.name}" does not name its unit: Ah assumed.`)];
}
