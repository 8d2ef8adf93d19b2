/** Collects the records of a CSV file with one row per cycle into a table of numbers. */
import type { QualityEntry } from '../../../shared/contract/quality.ts';
import { qualityEntry } from '../../../cells/quality/quality-entry.ts';
import { collectTable, type CsvRecord, type TableLimits } from '../../columns/collect-table.ts';
import { assignColumnRoles, type ColumnRoles } from '../../../cells/columns/column-roles.ts';
import type { OpenCsv } from './open-csv.ts';
import type { Table } from '../../columns/table.ts';

/** Larger than any cell that was cycled, small enough for the importer's memory. */
const tableLimits: TableLimits = { maxRows: 500_000, maxValues: 10_000_000, maxCells: 200 };

/** Throws INVALID_FILE_FORMAT, with the line, where the file is no table with a capacity. */
export async function readTable(
  csv: OpenCsv,
  records: AsyncIterable<CsvRecord>,
  limits = tableLimits,
): Promise<Table> {
  const { header, hasDecimalComma } = csv;
  const roles = assignColumnRoles(header);
  const collector = collectTable({ roles, columnCount: header.length, hasDecimalComma, limits });
  for await (const record of records) collector.add(record);
  return {
    roles,
    ...collector.finish(),
    format: 'csv_cycles',
    placeName: 'line',
    entries: [...roles.entries, ...csv.entries, ...capacityUnitEntries(roles)],
  };
}

export function capacityUnitEntries({ capacity }: ColumnRoles): readonly QualityEntry[] {
  if (capacity.unitsPerAmpereHour !== 1)
    return [qualityEntry('other', 'info', `"${capacity.name}" was converted to Ah.`)];
  if (capacity.isUnitNamed) return [];
  return [qualityEntry('unit_assumed', 'info', `"${capacity.name}" does not name its unit: Ah assumed.`)];
}
