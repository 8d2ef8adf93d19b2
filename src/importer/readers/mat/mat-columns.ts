/** Named vectors of a MATLAB file in the forms that columns of a CSV file take. */
import type { Quality, QualityEntry } from '../../../shared/contract/quality.ts';
import { assignColumnRoles } from '../../../cells/columns/column-roles.ts';
import type { FileSamples } from '../../columns/raw-file-of-samples.ts';
import { capacityUnitEntries } from '../csv/read-table.ts';
import { convert, type QuantityColumn, type SeriesRoles } from '../../columns/series-roles.ts';
import type { Table } from '../../columns/table.ts';
import type { MatTable } from './plain-tables.ts';

/** Throws INVALID_FILE_FORMAT where there is no capacity. */
export function tableOfColumns(
  { columns }: MatTable,
  file: { readonly format: Quality['format']; readonly entries: readonly QualityEntry[] },
): Table {
  const roles = assignColumnRoles(
    columns.map(({ name }) => name),
    'mat',
  );
  const { cycle, capacity, cell, features } = roles;
  const rowCount = columns[0]?.values.length ?? 0;
  const width = 2 + features.length;
  const at = (column: { readonly position: number } | undefined, row: number): number =>
    columns[column?.position ?? -1]?.values[row] ?? Number.NaN;
  const values = new Float64Array(rowCount * width);
  const labels = new Map<string, number>();
  const cellOfRow = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) {
    const numbers = [at(cycle, row), at(capacity, row) / capacity.unitsPerAmpereHour];
    values.set([...numbers, ...features.map((feature) => at(feature, row))], row * width);
    const label = cell ? String(at(cell, row)) : '';
    if (!labels.has(label)) labels.set(label, labels.size);
    cellOfRow[row] = labels.get(label) ?? 0;
  }
  return {
    roles,
    rowCount,
    width,
    values,
    lines: Float64Array.from({ length: rowCount }, (_, row) => row + 1),
    cellOfRow,
    cellLabels: [...labels.keys()],
    notNumbers: features.map(() => ({ count: 0, example: '' })),
    format: file.format,
    placeName: 'row',
    entries: [...roles.entries, ...file.entries, ...capacityUnitEntries(roles)],
  };
}

/** Undefined where each cycle has one row: then it is a table of cycles. */
export function samplesOfColumns(
  { columns }: MatTable,
  roles: SeriesRoles,
): Omit<FileSamples, 'entries'> | undefined {
  const valuesOf = (position: number): Float64Array => columns[position]?.values ?? new Float64Array(0);
  const quantity = (column: QuantityColumn): Float64Array =>
    valuesOf(column.position).map((value) => convert(column, value));
  const cycle = roles.cycle ? valuesOf(roles.cycle.position) : null;
  if (cycle && roles.capacity && !hasManyRowsPerCycle(cycle)) return undefined;
  return {
    samples: {
      timeS: quantity(roles.time),
      voltageV: quantity(roles.voltage),
      currentA: quantity(roles.current),
      temperatureC: roles.temperature ? quantity(roles.temperature) : null,
      capacityAh: roles.capacity ? quantity(roles.capacity) : null,
      cycle,
    },
    cellOfSample: new Float64Array(0),
    cellLabels: [''],
    roles,
    units: {},
  };
}

function hasManyRowsPerCycle(cycle: Float64Array): boolean {
  const same = cycle.filter((value, index) => index > 0 && value === cycle[index - 1]).length;
  return same > cycle.length / 2;
}
