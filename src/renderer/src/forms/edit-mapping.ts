/** A mapping with one more choice in it. Pure. */
import type { ColumnRole, ImportMapping } from '../../../shared/contract/import-mapping.ts';
import type { PreviewedTable } from '../../../shared/contract/import-preview.ts';

type Column = PreviewedTable['columns'][number];

const empty: ImportMapping = { columns: {}, content: null, header_line: null };

/** The column has this role and no other; null: none, so that the table has no such column, or another is taken. */
export function withRole(
  mapping: ImportMapping | null,
  column: Column,
  role: ColumnRole | null,
): ImportMapping {
  const before = mapping ?? empty;
  const others = Object.entries(before.columns).filter(([, given]) => given?.column !== column.name);
  const freed = column.chosen && column.role !== null && role === null ? { [column.role]: null } : {};
  const given = role === null ? {} : { [role]: { column: column.name, unit: null } };
  return { ...before, columns: { ...Object.fromEntries(others), ...freed, ...given } };
}

export function withUnit(
  mapping: ImportMapping | null,
  column: Column,
  role: ColumnRole,
  unit: string | null,
): ImportMapping {
  const before = mapping ?? empty;
  return { ...before, columns: { ...before.columns, [role]: { column: column.name, unit } } };
}
